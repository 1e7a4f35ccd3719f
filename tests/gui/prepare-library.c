/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gui-fixture.h"

/* prepare-library FOLDER MATERIAL: makes the library that the pictures of the window are taken of. */
int
main (int argc, char **argv)
{
  const VouchWorkspaceOptions options = {
    .folder = argc > 2 ? argv[1] : NULL,
    .flags = VOUCH_WORKSPACE_CREATE,
  };
  g_autoptr (VouchWorkspace) workspace = NULL;
  g_autoptr (GError) error = NULL;
  GuiFixture *fixture;

  g_assert_cmpint (argc, ==, 3);
  workspace = vouch_workspace_open (&options, NULL, &error);
  g_assert_no_error (error);
  fixture = gui_fixture_fill (workspace, argv[2]);
  g_print ("%s\n%s\n", fixture->portfolio, fixture->recording);
  gui_fixture_free (fixture);
  vouch_workspace_close (workspace);
  return 0;
}
