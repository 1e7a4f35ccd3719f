/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-item-edit.h"
#include "vouch-workspace.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_ITEM_SAVER (vouch_item_saver_get_type ())
G_DECLARE_FINAL_TYPE (VouchItemSaver, vouch_item_saver, VOUCH, ITEM_SAVER, GObject)

VouchItemSaver *
vouch_item_saver_new (VouchWorkspace *workspace, const char *item) G_GNUC_WARN_UNUSED_RESULT;

VouchWorkspace *vouch_item_saver_get_workspace (VouchItemSaver *self);
const char *vouch_item_saver_get_item (VouchItemSaver *self);
VouchItemEdit *vouch_item_saver_edit (VouchItemSaver *self);
void vouch_item_saver_save_now (VouchItemSaver *self);
gboolean vouch_item_saver_is_busy (VouchItemSaver *self);
gboolean vouch_item_saver_flush (VouchItemSaver *self, GError **error);

G_END_DECLS
