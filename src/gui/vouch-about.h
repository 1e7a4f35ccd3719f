/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** VOUCH_ABOUT_NEWS: what is new, the words of the newest release in data/vouch.metainfo.xml.in. */
#define VOUCH_ABOUT_NEWS                                                                           \
  "The first release: one teacher, one computer, the whole way from the choice of a "              \
  "micro-credential to the badge."

GtkWindow *vouch_about_new (GtkWindow *parent);

G_END_DECLS
