# SPDX-License-Identifier: EUPL-1.2
"""The checks of the site's pages; scripts/check_pages.py runs them."""
