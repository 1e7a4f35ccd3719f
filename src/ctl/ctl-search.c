/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouchctl"

#include "config.h"
#include "ctl-search.h"

#include <glib/gi18n-lib.h>

#include "vouch-search.h"

#define MOST_OF_A_GROUP 20

static void
print_hits (CtlContext *context, GPtrArray *hits)
{
  g_autoptr (CtlJson) json = ctl_json_new ();

  ctl_json_begin_array (json, NULL);
  for (guint i = 0; i < hits->len; i++) {
    const VouchSearchHit *hit = g_ptr_array_index (hits, i);
    const char *kind = vouch_search_group_to_string (hit->group);

    ctl_context_print_row (context, kind, hit->target, hit->title, hit->context, hit->excerpt,
                           NULL);
    ctl_json_begin_object (json, NULL);
    ctl_json_string (json, "kind", kind);
    ctl_json_string (json, "id", hit->target);
    ctl_json_string (json, "title", hit->title);
    ctl_json_string (json, "context", hit->context);
    ctl_json_string (json, "excerpt", hit->excerpt);
    if (hit->at_ms >= 0)
      ctl_json_integer (json, "atMs", hit->at_ms);
    ctl_json_end (json);
  }
  ctl_json_end (json);
  ctl_context_print_json (context, json);
}

static gboolean
search (CtlContext *context, const char *const *words, CtlExit *exit_code, GError **error)
{
  g_autoptr (VouchSearch) finder = vouch_search_new (ctl_context_get_workspace (context));
  g_autofree char *typed = g_strjoinv (" ", (char **) words);
  g_autoptr (GPtrArray) hits = vouch_search_find (finder, typed, MOST_OF_A_GROUP, NULL, error);

  if (hits == NULL)
    return FALSE;
  print_hits (context, hits);
  return TRUE;
}

const CtlCommand ctl_search_commands[] = {
  { "search", "WORD…", 1, -1, "", CTL_ACCESS_READ, search,
    N_ ("Find words in everything you made, and in the micro-credentials") },
  { 0 },
};
