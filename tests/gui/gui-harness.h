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

/* Tests with a library each, and with these stand-ins for a microphone and a camera, which they get as
 * their data. */
void gui_library_begin (int *argc, char ***argv);
void gui_library_add (const char *path,
                      const char *devices,
                      void (*func) (GuiLibrary *library, gconstpointer devices));

G_END_DECLS
