/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "vouch-workspace.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_PAGE (vouch_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (VouchPage, vouch_page, VOUCH, PAGE, GtkWidget)

/**
 * VouchPageClass:
 * @refresh: reads what the page shows anew from the workspace.
 * @flush: saves at once whatever is typed and not yet saved; may wait for the disk.
 * @get_help: (nullable): the help page of what is shown, where that is not the screen's own.
 */
struct _VouchPageClass {
  GtkWidgetClass parent_class;

  void (*refresh) (VouchPage *self);
  gboolean (*flush) (VouchPage *self, GError **error);
  const char *(*get_help) (VouchPage *self);

  gpointer padding[3];
};

/**
 * VouchPageShowFunc:
 * @self: the page.
 * @result: (nullable): what the use case gave; the page's caller frees it afterwards.
 *
 * Shows on the page what a use case gave.
 */
typedef void (*VouchPageShowFunc) (VouchPage *self, gpointer result);

VouchPage *vouch_page_new (GType type, VouchWorkspace *workspace, const char *subject);
VouchWorkspace *vouch_page_get_workspace (VouchPage *self);
const char *vouch_page_get_subject (VouchPage *self);
GCancellable *vouch_page_get_cancellable (VouchPage *self);
void vouch_page_run (VouchPage *self,
                     VouchWorkspaceFunc func,
                     gpointer data,
                     GDestroyNotify free_data,
                     GDestroyNotify free_result,
                     VouchPageShowFunc show);

const char *vouch_page_get_title (VouchPage *self);
void vouch_page_set_title (VouchPage *self, const char *title);
const char *vouch_page_get_subtitle (VouchPage *self);
void vouch_page_set_subtitle (VouchPage *self, const char *subtitle);
GtkWidget *vouch_page_get_body (VouchPage *self);
void vouch_page_set_body (VouchPage *self, GtkWidget *body);
GtkWidget *vouch_page_get_header_end (VouchPage *self);
void vouch_page_set_header_end (VouchPage *self, GtkWidget *widget);

void vouch_page_set_way_back (VouchPage *self, const char *action);
void vouch_page_show_problem (VouchPage *self, const GError *problem);
void vouch_page_clear_problem (VouchPage *self);
void vouch_page_toast (VouchPage *self, const char *text);

void vouch_page_refresh (VouchPage *self);
gboolean vouch_page_flush (VouchPage *self, GError **error);
const char *vouch_page_get_help (VouchPage *self);

G_END_DECLS
