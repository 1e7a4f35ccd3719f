/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "vouch-page.h"

#include "gui-fixture.h"

G_BEGIN_DECLS

/* A library of its own for a test of a page, with a portfolio half made. */
typedef struct {
  char *folder;
  VouchWorkspace *workspace;
  GuiFixture *content;
} GuiLibrary;

void gui_library_set_up (GuiLibrary *library, gconstpointer data);
void gui_library_tear_down (GuiLibrary *library, gconstpointer data);
void gui_library_settle (GuiLibrary *library);

G_END_DECLS
