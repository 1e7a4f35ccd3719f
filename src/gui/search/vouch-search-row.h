/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define VOUCH_TYPE_SEARCH_ROW (vouch_search_row_get_type ())
G_DECLARE_FINAL_TYPE (VouchSearchRow, vouch_search_row, VOUCH, SEARCH_ROW, GtkListBoxRow)

/**
 * VouchSearchRowContent:
 * @group: words above the first row of a group.
 * @icon: name of an icon.
 * @title: what it is called.
 * @context: (nullable): where it belongs.
 * @excerpt: (nullable): one line of it.
 * @keys: (nullable): an accelerator, for a command.
 * @action: what a press activates in the main window.
 * @target: (nullable): its parameter, a text.
 * @place: (nullable): a second text of the parameter: where in the target.
 *
 * What a row of the search shows and does.
 */
typedef struct {
  const char *group;
  const char *icon;
  const char *title;
  const char *context;
  const char *excerpt;
  const char *keys;
  const char *action;
  const char *target;
  const char *place;
} VouchSearchRowContent;

GtkWidget *vouch_search_row_new (void) G_GNUC_WARN_UNUSED_RESULT;
void vouch_search_row_show (VouchSearchRow *self,
                            const VouchSearchRowContent *content,
                            const char *const *words);
const char *vouch_search_row_get_group (VouchSearchRow *self);
const char *vouch_search_row_get_action (VouchSearchRow *self);
GVariant *vouch_search_row_make_target (VouchSearchRow *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
