/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouchctl"

#include "config.h"
#include "ctl-evidence.h"

#include <glib/gi18n-lib.h>

#include "vouch-annotate.h"
#include "vouch-attach.h"
#include "vouch-items.h"
#include "vouch-respond.h"

#include "ctl-parse.h"

#define EDIT_OPTIONS "title=T attribute=K=V criterion=ID range=START-END transcript-of=E"

static gboolean
attach (CtlContext *context, const char *const *words, CtlExit *exit_code, GError **error)
{
  g_autofree char *portfolio = NULL;
  g_autoptr (VouchItemEdit) edit = ctl_parse_edit (context, error);
  g_autofree char *id = NULL;

  portfolio = edit != NULL ? ctl_parse_portfolio (context, words[0], error) : NULL;
  if (portfolio == NULL)
    return FALSE;
  id = vouch_attach_file (ctl_context_get_workspace (context), portfolio, words[1], words[2], edit,
                          NULL, NULL, error);
  if (id == NULL)
    return FALSE;
  ctl_context_print_id (context, id);
  return TRUE;
}

static gboolean
edit_item (CtlContext *context, const char *const *words, CtlExit *exit_code, GError **error)
{
  g_autofree char *item = NULL;
  g_autoptr (VouchItemEdit) edit = ctl_parse_edit (context, error);

  item = edit != NULL ? ctl_parse_item (context, words[0], error) : NULL;
  if (item == NULL ||
      !vouch_items_edit (ctl_context_get_workspace (context), item, edit, NULL, error))
    return FALSE;
  ctl_context_print_done (context, item);
  return TRUE;
}

static gboolean
remove_item (CtlContext *context, const char *const *words, CtlExit *exit_code, GError **error)
{
  g_autofree char *item = ctl_parse_item (context, words[0], error);

  if (item == NULL || !vouch_items_remove (ctl_context_get_workspace (context), item, NULL, error))
    return FALSE;
  ctl_context_print_done (context, item);
  return TRUE;
}

static gboolean
restore_item (CtlContext *context, const char *const *words, CtlExit *exit_code, GError **error)
{
  if (!vouch_items_restore (ctl_context_get_workspace (context), words[0], NULL, error))
    return FALSE;
  ctl_context_print_done (context, words[0]);
  return TRUE;
}

static gboolean
respond (CtlContext *context, const char *const *words, CtlExit *exit_code, GError **error)
{
  VouchWorkspace *workspace = ctl_context_get_workspace (context);
  const char *text = ctl_context_get (context, "text");
  const char *file = ctl_context_get (context, "file");
  const char *answer = ctl_context_get (context, "answer");
  g_autofree char *portfolio = NULL;
  g_autoptr (VouchItemEdit) edit = NULL;
  g_autofree char *id = NULL;

  if ((text == NULL) == (file == NULL))
    return ctl_context_refuse (error, _ ("Give the answer by either --text or --file."));
  edit = ctl_parse_edit (context, error);
  portfolio = edit != NULL ? ctl_parse_portfolio (context, words[0], error) : NULL;
  if (portfolio == NULL)
    return FALSE;
  if (text != NULL)
    id = vouch_respond_with_text (workspace, portfolio, words[1], answer, text, edit, NULL, error);
  else
    id = vouch_respond_with_file (workspace, portfolio, words[1], answer, file, edit, NULL, NULL,
                                  error);
  if (id == NULL)
    return FALSE;
  ctl_context_print_id (context, id);
  return TRUE;
}

static gboolean
read_page (const char *text, VouchMoment *moment, GError **error)
{
  guint64 page;

  if (!g_ascii_string_to_unsigned (text, 10, 1, G_MAXINT, &page, NULL))
    return ctl_context_refuse (error, _ ("“%s” is no page. Pages are counted from 1."), text);
  vouch_moment_set_form (moment, VOUCH_MOMENT_FORM_PAGE);
  vouch_moment_set_page (moment, (guint) page);
  return TRUE;
}

static gboolean
read_place (CtlContext *context, VouchMoment *moment, GError **error)
{
  const char *at = ctl_context_get (context, "at");
  const char *region = ctl_context_get (context, "region");
  const char *page = ctl_context_get (context, "page");
  const char *quote = ctl_context_get (context, "quote");
  gint64 start, end;

  if ((at != NULL) + (region != NULL) + (page != NULL) + (quote != NULL) != 1)
    return ctl_context_refuse (error, _ ("Give the place by one of --at, --region, --page and "
                                         "--quote."));
  if (region != NULL)
    return ctl_parse_region (region, moment, error);
  if (page != NULL)
    return read_page (page, moment, error);
  if (quote != NULL) {
    vouch_moment_set_form (moment, VOUCH_MOMENT_FORM_TEXT);
    vouch_moment_set_quote (moment, quote);
    return TRUE;
  }
  if (!ctl_parse_span (at, &start, &end, error))
    return FALSE;
  vouch_moment_set_form (moment, VOUCH_MOMENT_FORM_MOMENT);
  vouch_moment_set_start_ms (moment, start);
  vouch_moment_set_end_ms (moment, end);
  return TRUE;
}

static gboolean
annotate (CtlContext *context, const char *const *words, CtlExit *exit_code, GError **error)
{
  g_autoptr (VouchMoment) moment = vouch_moment_new ();
  g_autofree char *item = NULL;
  g_autofree char *id = NULL;

  if (!read_place (context, moment, error))
    return FALSE;
  vouch_moment_set_criterion (moment, ctl_context_get (context, "criterion"));
  vouch_moment_set_label (moment, ctl_context_get (context, "label"));
  vouch_moment_set_note (moment, words[1]);
  item = ctl_parse_item (context, words[0], error);
  id = item != NULL
           ? vouch_annotate_add (ctl_context_get_workspace (context), item, moment, NULL, error)
           : NULL;
  if (id == NULL)
    return FALSE;
  ctl_context_print_id (context, id);
  return TRUE;
}

const CtlCommand ctl_evidence_commands[] = {
  { "attach", "P REQUIREMENT FILE", 3, 3, EDIT_OPTIONS, CTL_ACCESS_WRITE, attach,
    N_ ("Attach a file") },
  { "annotate", "E TEXT", 2, 2, "at=T[-T] region=X,Y,W,H page=N quote=TEXT criterion=ID label=L",
    CTL_ACCESS_WRITE, annotate, N_ ("Mark a place in an item") },
  { "edit", "E", 1, 1, EDIT_OPTIONS, CTL_ACCESS_WRITE, edit_item,
    N_ ("Change what is recorded about an item") },
  { "remove", "E", 1, 1, "", CTL_ACCESS_WRITE, remove_item, N_ ("Put an item into the bin") },
  { "restore", "E", 1, 1, "", CTL_ACCESS_WRITE, restore_item, N_ ("Take an item out of the bin") },
  { "respond", "P PROMPT", 2, 2, EDIT_OPTIONS " text=T file=F cite=E[@T] answer=E",
    CTL_ACCESS_WRITE, respond, N_ ("Answer a prompt") },
  { 0 },
};
