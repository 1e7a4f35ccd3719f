/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-evidence-removal"

#include "config.h"
#include "vouch-evidence-removal.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "vouch-bin.h"
#include "vouch-evidence-change.h"
#include "vouch-evidence-list.h"

#include "vouch-undo.h"

/*
 * Putting files into the bin. What is used nowhere goes at once, with a way back. What is used
 * somewhere, or was sent, is not taken from under a portfolio before it was said where that is.
 */

#define MOST_LINES 8

typedef struct {
  VouchPage *page; /* (nullable): while it is asked */
  char **artifacts;
  char **lines; /* where they are used */
  guint days;   /* how long the bin keeps them */
} Removal;

static void
removal_free (gpointer data)
{
  Removal *removal = data;

  g_clear_object (&removal->page);
  g_strfreev (removal->artifacts);
  g_strfreev (removal->lines);
  g_free (removal);
}

static gpointer
restore (VouchWorkspace *workspace, gpointer data, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (
      vouch_evidence_restore (workspace, (const char *const *) data, cancellable, error));
}

static gpointer
remove_all (VouchWorkspace *workspace, gpointer data, GCancellable *cancellable, GError **error)
{
  const char *const *artifacts = data;

  if (!vouch_evidence_remove (workspace, artifacts, cancellable, error))
    return NULL;
  return g_strdupv ((char **) artifacts);
}

static void
removed (VouchPage *page, gpointer result)
{
  GStrv artifacts = result;
  guint n = g_strv_length (artifacts);
  g_autofree char *text =
      g_strdup_printf (ngettext ("%u file moved to the bin", "%u files moved to the bin", n), n);

  vouch_undo_offer (GTK_WIDGET (page), vouch_page_get_workspace (page), text, restore,
                    g_strdupv (artifacts), (GDestroyNotify) g_strfreev);
}

static void
go_on (VouchPage *page, const char *const *artifacts)
{
  vouch_page_run (page, remove_all, g_strdupv ((char **) artifacts), (GDestroyNotify) g_strfreev,
                  (GDestroyNotify) g_strfreev, removed);
}

static void
response_cb (AdwMessageDialog *dialog, const char *response, Removal *removal)
{
  if (g_str_equal (response, "remove"))
    go_on (removal->page, (const char *const *) removal->artifacts);
}

static void
dialog_gone (gpointer data, GClosure *closure)
{
  removal_free (data);
}

static char *
say_where (Removal *removal)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint n = g_strv_length (removal->lines);

  g_string_append_printf (
      text,
      ngettext (
          "It goes from all these places too. What was sent stays as it was sent. You can put "
          "everything back for %u day.",
          "It goes from all these places too. What was sent stays as it was sent. You can put "
          "everything back for %u days.",
          removal->days),
      removal->days);
  g_string_append_c (text, '\n');
  for (guint i = 0; i < MIN (n, MOST_LINES); i++)
    g_string_append_printf (text, "\n%s", removal->lines[i]);
  if (n > MOST_LINES)
    g_string_append_printf (text, ngettext ("\nand %u more", "\nand %u more", n - MOST_LINES),
                            n - MOST_LINES);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
present (VouchPage *page, Removal *removal)
{
  g_autofree char *body = say_where (removal);
  GtkWidget *dialog =
      adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (page))),
                              ngettext ("This file is in use", "These files are in use",
                                        g_strv_length (removal->artifacts)),
                              body);

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Keep"), "remove",
                                    _ ("_Move to the bin"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "remove",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), removal, dialog_gone, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
ask (VouchPage *page, gpointer result)
{
  Removal *found = result;
  Removal *removal;

  if (found->lines[0] == NULL) {
    go_on (page, (const char *const *) found->artifacts);
    return;
  }
  removal = g_new0 (Removal, 1);
  removal->page = g_object_ref (page);
  removal->artifacts = g_steal_pointer (&found->artifacts);
  removal->lines = g_steal_pointer (&found->lines);
  removal->days = found->days;
  present (page, removal);
}

static gpointer
find_uses (VouchWorkspace *workspace, gpointer data, GCancellable *cancellable, GError **error)
{
  GStrv artifacts = data;
  g_autoptr (GStrvBuilder) lines = g_strv_builder_new ();
  Removal *removal;

  for (guint i = 0; artifacts[i] != NULL; i++) {
    g_autoptr (GPtrArray) uses =
        vouch_evidence_list_uses (workspace, artifacts[i], cancellable, error);

    if (uses == NULL)
      return NULL;
    for (guint u = 0; u < uses->len; u++) {
      g_autofree char *line = vouch_evidence_describe_use (uses->pdata[u]);

      g_strv_builder_add (lines, line);
    }
  }
  removal = g_new0 (Removal, 1);
  removal->artifacts = g_strdupv (artifacts);
  removal->lines = g_strv_builder_end (lines);
  removal->days = vouch_bin_get_days (workspace);
  return removal;
}

/**
 * vouch_evidence_removal_ask:
 * @page: the page on which it was asked for.
 * @artifacts: SHA-256 of files of the library.
 *
 * Puts files into the bin, with a way back. When one of them is used somewhere, it says where first,
 * and leaves the choice.
 */
void
vouch_evidence_removal_ask (VouchPage *page, const char *const *artifacts)
{
  g_return_if_fail (VOUCH_IS_PAGE (page) && artifacts != NULL);

  vouch_page_run (page, find_uses, g_strdupv ((char **) artifacts), (GDestroyNotify) g_strfreev,
                  removal_free, ask);
}
