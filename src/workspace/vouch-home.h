/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-workspace.h"

G_BEGIN_DECLS

/**
 * VouchHomeNews:
 * @key: what it is known by, for vouch_home_mark_read().
 * @portfolio: (nullable): the portfolio it is about.
 * @credential: (nullable): the badge that came in.
 * @artifact: (nullable): the recording that was cut off and is here again.
 * @item: (nullable): where that recording is used.
 * @folder: (nullable) (type filename): where the files are of one that cannot be read.
 * @words: (nullable): what there is to say of it, a sentence or two.
 * @title: what it is about.
 * @is_earned: whether it is earned.
 * @is_read: whether it was looked at.
 * @when_ms: when it came in.
 *
 * Something that came in.
 */
typedef struct {
  char *key;
  char *portfolio;
  char *credential;
  char *artifact;
  char *item;
  char *folder;
  char *words;
  char *title;
  gboolean is_earned;
  gboolean is_read;
  gint64 when_ms;
} VouchHomeNews;

/**
 * VouchHomeDate:
 * @day: when.
 * @words: what, a sentence.
 * @portfolio: (nullable): the portfolio it belongs to.
 * @portfolio_title: (nullable): what that is called.
 * @goal: (nullable): the goal it belongs to.
 * @is_last_day: whether @day is the last day for it, and any day before it will do.
 *
 * Something that is coming up.
 */
typedef struct {
  VouchDay day;
  char *words;
  char *portfolio;
  char *portfolio_title;
  char *goal;
  gboolean is_last_day;
} VouchHomeDate;

/**
 * VouchHomeSafety:
 * @now_ms: the time it was looked.
 * @saved_ms: when something was saved last; 0 when nothing was yet.
 * @backup_ms: when the latest snapshot was taken; 0 when there is none.
 * @free_bytes: how much room there is on the library's disk; -1 when that cannot be told.
 * @damaged: how many files were found damaged or gone.
 * @is_nearly_full: whether there is too little room for a lesson.
 * @is_backup_old: whether the latest snapshot is older than a week of work.
 * @is_disk_copy_due: whether it is time for another copy on another disk.
 * @is_clock_wrong: whether the clock says a time that cannot be.
 *
 * How safe everything is.
 */
typedef struct {
  gint64 now_ms;
  gint64 saved_ms;
  gint64 backup_ms;
  gint64 free_bytes;
  guint damaged;
  gboolean is_nearly_full;
  gboolean is_backup_old;
  gboolean is_disk_copy_due;
  gboolean is_clock_wrong;
} VouchHomeSafety;

/**
 * VouchHome:
 * @next: (element-type VouchPortfolioSummary): portfolios under way, the last changed first.
 * @n_under_way: how many there are in all.
 * @news: (element-type VouchHomeNews): what came in, the latest first.
 * @dates: (element-type VouchHomeDate): what is coming up, the next first.
 * @safety: how safe everything is.
 * @n_portfolios: how many portfolios there are.
 * @examples: ids of those that are examples.
 *
 * What to do now, what came in, what is coming up, and what is safe.
 */
typedef struct {
  GPtrArray *next;
  guint n_under_way;
  GPtrArray *news;
  GPtrArray *dates;
  VouchHomeSafety safety;
  guint n_portfolios;
  GStrv examples;
} VouchHome;

VouchHome *vouch_home_load (VouchWorkspace *workspace,
                            GCancellable *cancellable,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
VouchHome *vouch_home_ref (VouchHome *self);
void vouch_home_unref (VouchHome *self);
guint vouch_home_count_portfolios (VouchWorkspace *workspace);
gboolean vouch_home_mark_read (VouchWorkspace *workspace, const char *key, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchHome, vouch_home_unref)

G_END_DECLS
