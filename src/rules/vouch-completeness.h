/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-name-finder.h"
#include "vouch-page-layout.h"
#include "vouch-people.h"
#include "vouch-portfolio.h"
#include "vouch-private-words.h"
#include "vouch-report.h"

G_BEGIN_DECLS

/**
 * VouchPageCounter:
 * @text: what is to be laid out, question included where it counts.
 * @layout: the layout asked for.
 * @user_data: as given.
 *
 * Lays out a typed answer as it will be exported.
 *
 * Returns: how many pages it takes.
 */
typedef guint (*VouchPageCounter) (const char *text,
                                   const VouchPageLayout *layout,
                                   gpointer user_data);

/**
 * VouchSurroundings:
 * @people: (nullable): everybody who may appear, with their permissions.
 * @others: (nullable) (element-type VouchPortfolio): the other portfolios held on this computer.
 * @today: the day of submission.
 * @private_words: (nullable): names and places that must not be found in what is sent.
 * @names: (nullable): the names of the class lists, to be looked for.
 * @names_locked: whether there are class lists that nobody can look into now.
 * @count_pages: (nullable): lays out typed answers; vouch_page_layout_count() when %NULL.
 * @page_data: handed to @count_pages.
 *
 * What the check looks at besides the portfolio.
 */
typedef struct {
  VouchPeople *people;
  GPtrArray *others;
  VouchDay today;
  VouchPrivateWords *private_words;
  VouchNameFinder *names;
  gboolean names_locked;
  VouchPageCounter count_pages;
  gpointer page_data;
} VouchSurroundings;

VouchReport *vouch_completeness_check (VouchPortfolio *portfolio,
                                       VouchPeople *people,
                                       GPtrArray *others,
                                       VouchDay today) G_GNUC_WARN_UNUSED_RESULT;
VouchReport *
vouch_completeness_check_within (VouchPortfolio *portfolio,
                                 const VouchSurroundings *around) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
