/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "vouch-item-saver.h"
#include "vouch-item-state.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_ITEM_SECTION (vouch_item_section_get_type ())
G_DECLARE_DERIVABLE_TYPE (VouchItemSection,
                          vouch_item_section,
                          VOUCH,
                          ITEM_SECTION,
                          AdwPreferencesGroup)

/**
 * VouchItemSectionClass:
 * @update: shows the item as it stands; what is being typed stays untouched.
 * @flush: hands over what is typed and not handed over yet.
 */
struct _VouchItemSectionClass {
  AdwPreferencesGroupClass parent_class;

  void (*update) (VouchItemSection *self, VouchItemState *state);
  gboolean (*flush) (VouchItemSection *self, GError **error);

  gpointer padding[4];
};

void vouch_item_section_set_saver (VouchItemSection *self, VouchItemSaver *saver);
VouchItemSaver *vouch_item_section_get_saver (VouchItemSection *self);
VouchItemState *vouch_item_section_get_state (VouchItemSection *self);
void vouch_item_section_update (VouchItemSection *self, VouchItemState *state);
gboolean vouch_item_section_flush (VouchItemSection *self, GError **error);

void vouch_item_section_add (VouchItemSection *self, GtkWidget *row);
void vouch_item_section_clear (VouchItemSection *self);
void vouch_item_section_remove (VouchItemSection *self, GtkWidget *row);
void vouch_item_section_run (VouchItemSection *self,
                             VouchWorkspaceFunc func,
                             gpointer data,
                             GDestroyNotify free_data);
void vouch_item_section_show_problem (VouchItemSection *self, const GError *problem);

G_END_DECLS
