/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "vouch-search.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_SEARCH_WINDOW (vouch_search_window_get_type ())
G_DECLARE_FINAL_TYPE (VouchSearchWindow, vouch_search_window, VOUCH, SEARCH_WINDOW, AdwWindow)

VouchSearchWindow *
vouch_search_window_new (GtkWindow *parent, VouchSearch *search) G_GNUC_WARN_UNUSED_RESULT;
void vouch_search_window_add_place (VouchSearchWindow *self,
                                    const char *title,
                                    const char *name,
                                    const char *keys);
void vouch_search_window_type (VouchSearchWindow *self, const char *typed);

G_END_DECLS
