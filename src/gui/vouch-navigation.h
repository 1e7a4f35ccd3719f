/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-page.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_NAVIGATION (vouch_navigation_get_type ())
G_DECLARE_FINAL_TYPE (VouchNavigation, vouch_navigation, VOUCH, NAVIGATION, GtkWidget)

void vouch_navigation_set_way_out (VouchNavigation *self, const char *action);
gboolean vouch_navigation_set_root (VouchNavigation *self, VouchPage *page);
void vouch_navigation_push (VouchNavigation *self, VouchPage *page);
gboolean vouch_navigation_pop (VouchNavigation *self);
VouchPage *vouch_navigation_find (VouchNavigation *self, GType type);
gboolean vouch_navigation_return_to (VouchNavigation *self, GType type);
VouchPage *vouch_navigation_get_visible (VouchNavigation *self);
void vouch_navigation_refresh (VouchNavigation *self);
gboolean vouch_navigation_flush (VouchNavigation *self, GError **error);

G_END_DECLS
