/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-probe.h"

G_BEGIN_DECLS

/**
 * VOUCH_PAGES_UNKNOWN:
 *
 * The pages of this file depend on the program that shows it.
 */
#define VOUCH_PAGES_UNKNOWN (-1)

void vouch_check_words (VouchProbe *probe);
void vouch_check_characters (VouchProbe *probe);
void vouch_check_pages (VouchProbe *probe);
void vouch_check_page_format (VouchProbe *probe);
gint64 vouch_check_pages_of (VouchProbe *probe, VouchItem *item, VouchFacts *facts);

G_END_DECLS
