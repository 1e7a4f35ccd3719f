/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-completeness.h"

G_BEGIN_DECLS

/**
 * Build:
 *
 * How to build a complete portfolio of a definition nobody has seen before: which medium to use
 * wherever it is accepted, and which option to choose first.
 */
typedef struct {
  VouchMedia media;
  guint option;
} Build;

VouchPortfolio *build_portfolio (VouchDefinition *definition,
                                 const Build *build,
                                 VouchPeople *people,
                                 VouchDay today) G_GNUC_WARN_UNUSED_RESULT;
VouchPeople *build_people (void) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *
build_items_of (VouchPortfolio *portfolio, const char *requirement) G_GNUC_WARN_UNUSED_RESULT;
char *build_words (guint words) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
