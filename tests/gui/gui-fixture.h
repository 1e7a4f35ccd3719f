/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-workspace.h"

G_BEGIN_DECLS

#define GUI_FIXTURE_DEFINITION "https://example.org/micro-credentials/classroom-talk/wait-time"

/* What a test opens: the ids of a portfolio half made, of its recording and its picture (NULL without
 * material) and of one typed answer. */
typedef struct {
  char *portfolio;
  char *recording;
  char *picture;
  char *answer;
} GuiFixture;

GuiFixture *gui_fixture_fill (VouchWorkspace *workspace, const char *material);
void gui_fixture_free (GuiFixture *fixture);

G_END_DECLS
