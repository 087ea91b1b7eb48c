// SPDX-License-Identifier: EUPL-1.2
#include <libxml/xmlversion.h>
// Debian's libxml2 names ICU in a struct that is not used here; Foundation has an ICU of its own.
#undef LIBXML_ICU_ENABLED
#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>
