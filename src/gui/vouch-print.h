/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-document.h"
#include "vouch-page.h"

G_BEGIN_DECLS

/**
 * VouchPrintSaveFunc:
 * @page: the page that asked.
 * @path: the file that was chosen.
 *
 * Saves what was asked for.
 */
typedef void (*VouchPrintSaveFunc) (VouchPage *page, const char *path);

void vouch_print_in_window (GtkWindow *window, VouchDocument *document, GError **error);
void vouch_print_document (VouchPage *page, VouchDocument *document);
void vouch_print_choose_file (VouchPage *page,
                              const char *title,
                              const char *name,
                              VouchPrintSaveFunc save);
void vouch_print_save_document (VouchPage *page, VouchDocument *document, const char *name);

G_END_DECLS
