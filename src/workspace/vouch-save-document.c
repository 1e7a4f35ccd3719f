/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-save-document"

#include "config.h"
#include "vouch-save-document.h"

#include "vouch-file.h"
#include "vouch-pages.h"

#include "vouch-workspace-private.h"

/**
 * vouch_save_document:
 * @workspace: a workspace.
 * @document: what shall be on paper.
 * @path: where the PDF goes; a file that is there is replaced at once or not at all.
 * @cancellable: (nullable): to stop it.
 * @error: what cairo or the disk says.
 *
 * Saves a document as a PDF, on the sheet that is usual here.
 *
 * Returns: whether it is on the disk.
 */
gboolean
vouch_save_document (VouchWorkspace *workspace,
                     VouchDocument *document,
                     const char *path,
                     GCancellable *cancellable,
                     GError **error)
{
  VouchPaper paper = vouch_paper_default ();
  g_autoptr (VouchPages) pages = NULL;
  g_autoptr (GBytes) pdf = NULL;

  g_return_val_if_fail (VOUCH_IS_WORKSPACE (workspace) && path != NULL, FALSE);

  pages = vouch_pages_new (document, &paper);
  pdf =
      vouch_pages_to_pdf (pages, vouch_clock_now_ms (vouch_workspace_get_clock (workspace)), error);
  if (pdf == NULL || g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  return vouch_file_replace (path, g_bytes_get_data (pdf, NULL), g_bytes_get_size (pdf), 0644,
                             error);
}
