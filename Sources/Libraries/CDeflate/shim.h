// SPDX-License-Identifier: EUPL-1.2
#include <libdeflate.h>
