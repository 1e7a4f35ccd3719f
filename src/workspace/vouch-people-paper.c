/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Permissions on paper: a letter to the guardians of a class, with boxes and blanks, and the list of
 * who permitted what. Real names are on the list only when somebody asked for them there.
 */
#define G_LOG_DOMAIN "vouch-people-paper"

#include "config.h"
#include "vouch-people-paper.h"

#include <glib/gi18n-lib.h>

#include "vouch-constraint-set.h"
#include "vouch-error.h"

#include "vouch-ledger-keeper.h"
#include "vouch-portfolios.h"
#include "vouch-register.h"
#include "vouch-settings.h"
#include "vouch-workspace-private.h"

/* What the portfolios of the library ask permission for. */
typedef struct {
  guint scopes;
  GPtrArray *purposes; /* (element-type utf8) */
} Asked;

static void
add_constraint (Asked *asked, VouchConstraint *constraint)
{
  const char *purpose = vouch_constraint_get_text (constraint, "purpose");
  const char *const *scopes = vouch_constraint_get_list (constraint, "scopes");

  for (guint i = 0; scopes[i] != NULL; i++) {
    guint bit = 0;

    if (vouch_permission_scopes_from_string (scopes[i], &bit))
      asked->scopes |= bit;
  }
  if (purpose != NULL &&
      !g_ptr_array_find_with_equal_func (asked->purposes, purpose, g_str_equal, NULL))
    g_ptr_array_add (asked->purposes, g_strdup (purpose));
}

static void
add_definition (Asked *asked, VouchDefinition *definition)
{
  GPtrArray *parts = vouch_definition_get_parts (definition);

  for (guint p = 0; p < parts->len; p++) {
    GPtrArray *requirements = vouch_part_get_requirements (g_ptr_array_index (parts, p));

    for (guint r = 0; r < requirements->len; r++) {
      g_autoptr (GPtrArray) set =
          vouch_constraint_set_for (definition, g_ptr_array_index (requirements, r));

      for (guint i = 0; i < set->len; i++)
        if (vouch_constraint_get_kind (g_ptr_array_index (set, i)) == VOUCH_CONSTRAINT_KIND_CONSENT)
          add_constraint (asked, g_ptr_array_index (set, i));
    }
  }
}

/* Without a portfolio nothing says what is needed, so that everything is asked for. */
static gboolean
find_asked (VouchWorkspace *workspace, Asked *asked, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) portfolios = vouch_portfolios_list (workspace, cancellable, error);

  if (portfolios == NULL)
    return FALSE;
  asked->purposes = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < portfolios->len; i++) {
    VouchDefinition *definition =
        vouch_portfolio_get_definition (g_ptr_array_index (portfolios, i));

    if (definition != NULL)
      add_definition (asked, definition);
  }
  if (asked->scopes == 0)
    asked->scopes =
        VOUCH_PERMISSION_SCOPE_VOICE | VOUCH_PERMISSION_SCOPE_IMAGE | VOUCH_PERMISSION_SCOPE_WORK;
  if (asked->purposes->len == 0)
    g_ptr_array_add (asked->purposes, g_strdup ("assessment"));
  return TRUE;
}

static const char *
purpose_in_words (const char *purpose)
{
  if (g_str_equal (purpose, "assessment"))
    return _ ("to be assessed: whoever issues the micro-credential looks at it and decides");
  if (g_str_equal (purpose, "review"))
    return _ ("to be looked at by a colleague, who gives advice");
  if (g_str_equal (purpose, "training"))
    return _ ("to be shown to other teachers when they are trained");
  return purpose;
}

static VouchClassList *
find_class (VouchWorkspace *workspace, const char *class_id)
{
  g_autoptr (VouchLedger) ledger = vouch_ledger_keeper_peek (workspace, NULL);
  VouchClassList *list = ledger != NULL ? vouch_ledger_find_class (ledger, class_id) : NULL;

  return list != NULL ? g_object_ref (list) : NULL;
}

static void
add_boxes (VouchDocument *document, const Asked *asked)
{
  static const struct {
    guint scope;
    const char *text;
  } boxes[] = {
    { VOUCH_PERMISSION_SCOPE_VOICE, N_ ("My child may be heard in recordings.") },
    { VOUCH_PERMISSION_SCOPE_IMAGE, N_ ("My child may be seen in pictures and recordings.") },
    { VOUCH_PERMISSION_SCOPE_WORK,
      N_ ("My child’s work may be shown: writing, drawings, results.") },
  };

  vouch_document_add_heading (document, 2, _ ("What I permit"));
  for (gsize i = 0; i < G_N_ELEMENTS (boxes); i++)
    if (asked->scopes & boxes[i].scope)
      vouch_document_add_tick (document, FALSE, _ (boxes[i].text));
  vouch_document_add_tick (document, FALSE, _ ("I do not give permission."));
}

static void
add_purposes (VouchDocument *document, const Asked *asked)
{
  vouch_document_add_heading (document, 2, _ ("What it is for"));
  for (guint i = 0; i < asked->purposes->len; i++)
    vouch_document_add_bullet (document, purpose_in_words (g_ptr_array_index (asked->purposes, i)));
  vouch_document_add_paragraph (document, _ ("It is for nothing else, and it is not published."));
}

/* Nothing where no day is known. */
static char *
say_day (VouchDay day)
{
  return day != VOUCH_DAY_NONE ? vouch_day_format_for_people (day) : NULL;
}

/* Who writes, where that is known; else it is written by hand. */
static void
add_sender (VouchDocument *document, VouchWorkspace *workspace)
{
  g_autofree char *name = vouch_settings_get_your_name (workspace);

  if (name != NULL)
    vouch_document_add_paragraph (document, name);
}

static void
add_signing (VouchDocument *document, VouchDay reply_by)
{
  g_autofree char *day = say_day (reply_by);
  g_autofree char *please = NULL;

  vouch_document_add_fact (document, _ ("Name of the child"), " ");
  vouch_document_add_writing_lines (document, 1);
  vouch_document_add_fact (document, _ ("Name of parent or guardian"), " ");
  vouch_document_add_writing_lines (document, 1);
  vouch_document_add_signature (document, _ ("Signature"), _ ("Date"));
  if (reply_by == VOUCH_DAY_NONE)
    return;
  please = g_strdup_printf (_ ("Please give this sheet back by %s."), day);
  vouch_document_add_paragraph (document, please);
}

/**
 * vouch_people_paper_letter:
 * @workspace: a workspace.
 * @class_id: (nullable): id of the class it is for.
 * @reply_by: until when an answer is asked for; %VOUCH_DAY_NONE leaves that out.
 * @cancellable: (nullable): to stop it.
 * @error: what the store says.
 *
 * Asks the guardians for permission, in plain words: for what the definitions of the library's
 * portfolios ask, with boxes to tick and lines to write and sign on. It bears no name of a child.
 *
 * Returns: (transfer full) (nullable): the letter.
 */
VouchDocument *
vouch_people_paper_letter (VouchWorkspace *workspace,
                           const char *class_id,
                           VouchDay reply_by,
                           GCancellable *cancellable,
                           GError **error)
{
  g_autoptr (VouchDocument) document =
      vouch_document_new (_ ("Permission for recordings and work"));
  g_autoptr (VouchClassList) list = find_class (workspace, class_id);
  Asked asked = { 0 };

  if (!find_asked (workspace, &asked, cancellable, error))
    return NULL;
  vouch_document_add_title (document, _ ("May I record in class, and show what your child made?"));
  if (list != NULL)
    vouch_document_add_subtitle (document, vouch_class_list_get_name (list));
  vouch_document_add_paragraph (document, _ ("Dear parents and guardians,"));
  vouch_document_add_paragraph (
      document, _ ("I am working on a micro-credential: with examples from my own classroom I show "
                   "what I can do as a teacher. For that I would like to use recordings and work "
                   "of our class."));
  vouch_document_add_paragraph (
      document, _ ("Your child’s name is not sent. A short key such as A-1 stands in its place, "
                   "and what a file says of persons and places is taken out. Whoever is not "
                   "permitted to be seen or heard is left out or made unrecognisable."));
  add_purposes (document, &asked);
  vouch_document_add_paragraph (
      document, _ ("It is up to you. Saying no has no effect on your child’s lessons or marks. You "
                   "can take your permission back at any time; then I take out what I still "
                   "have, and ask whoever has a copy to remove it."));
  add_sender (document, workspace);
  vouch_document_add_rule (document);
  add_boxes (document, &asked);
  add_signing (document, reply_by);
  g_ptr_array_unref (asked.purposes);
  return g_steal_pointer (&document);
}

/* The list. */

typedef struct {
  VouchPeople *people;
  VouchLedger *ledger; /* (nullable) */
  VouchDay today;
  gboolean with_names;
} Listing;

static char *
describe_permissions (const Listing *listing, const char *key)
{
  GPtrArray *all = vouch_people_get_permissions (listing->people);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < all->len; i++) {
    VouchPermission *permission = g_ptr_array_index (all, i);
    VouchDay withdrawn = vouch_permission_get_withdrawn (permission);
    guint scopes = vouch_permission_get_scopes (permission);
    const char *words[] = { scopes & VOUCH_PERMISSION_SCOPE_VOICE ? _ ("voice") : NULL,
                            scopes & VOUCH_PERMISSION_SCOPE_IMAGE ? _ ("image") : NULL,
                            scopes & VOUCH_PERMISSION_SCOPE_WORK ? _ ("work") : NULL };
    g_autofree char *day = say_day (withdrawn);

    if (g_strcmp0 (vouch_permission_get_person (permission), key) != 0)
      continue;
    if (text->len > 0)
      g_string_append (text, "; ");
    for (gsize w = 0, n = 0; w < G_N_ELEMENTS (words); w++)
      if (words[w] != NULL)
        g_string_append_printf (text, "%s%s", n++ > 0 ? ", " : "", words[w]);
    if (withdrawn != VOUCH_DAY_NONE) {
      g_string_append_c (text, ' ');
      g_string_append_printf (text, _ ("(withdrawn on %s)"), day);
    } else if (!vouch_permission_in_force (permission, listing->today))
      g_string_append (text, _ (" (ended)"));
  }
  if (text->len == 0)
    g_string_append (text, _ ("none yet"));
  return g_string_free (text, FALSE);
}

static void
add_row (const Listing *listing, VouchPrintTable *table, const char *key)
{
  const char *name = listing->ledger != NULL ? vouch_ledger_find_name (listing->ledger, key) : NULL;
  g_autofree char *permissions = describe_permissions (listing, key);

  if (listing->with_names)
    vouch_print_table_add_row (
        table, (const char *const[]){ key, name != NULL ? name : "", permissions, NULL });
  else
    vouch_print_table_add_row (table, (const char *const[]){ key, permissions, NULL });
}

static VouchPrintTable *
make_table (const Listing *listing, VouchClassList *list)
{
  VouchPrintTable *table = vouch_print_table_new ();
  GPtrArray *all = vouch_people_get_people (listing->people);

  vouch_print_table_add_column (table, _ ("Key"), 1, FALSE);
  if (listing->with_names)
    vouch_print_table_add_column (table, _ ("Name"), 3, FALSE);
  vouch_print_table_add_column (table, _ ("Permitted"), 4, FALSE);
  for (guint i = 0; i < all->len; i++) {
    const char *key = vouch_person_get_key (g_ptr_array_index (all, i));

    if (list == NULL || vouch_class_list_find_name (list, key) != NULL)
      add_row (listing, table, key);
  }
  return table;
}

/**
 * vouch_people_paper_list:
 * @workspace: a workspace.
 * @class_id: (nullable): id of a class; %NULL for everybody.
 * @with_names: whether the real names stand on it, because somebody asked for that.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_NOT_READY when names are asked for and the class lists are locked.
 *
 * Returns: (transfer full) (nullable): the list of who permitted what.
 */
VouchDocument *
vouch_people_paper_list (VouchWorkspace *workspace,
                         const char *class_id,
                         gboolean with_names,
                         GCancellable *cancellable,
                         GError **error)
{
  g_autoptr (VouchDocument) document = vouch_document_new (_ ("Permissions"));
  g_autoptr (VouchLedger) ledger = vouch_ledger_keeper_peek (workspace, NULL);
  g_autoptr (VouchPeople) people = NULL;
  g_autoptr (VouchPrintTable) table = NULL;
  VouchDay today = vouch_clock_today (vouch_workspace_get_clock (workspace));
  VouchClassList *list = ledger != NULL ? vouch_ledger_find_class (ledger, class_id) : NULL;
  g_autofree char *day = say_day (today);
  g_autofree char *as_of = g_strdup_printf (_ ("As of %s"), day);
  Listing listing;

  if (with_names && ledger == NULL) {
    g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_NOT_READY,
                         _ ("The class lists are locked. Unlock them first, or save the list "
                            "without names."));
    return NULL;
  }
  people = vouch_register_load (workspace, cancellable, error);
  if (people == NULL)
    return NULL;
  listing = (Listing){ people, with_names ? ledger : NULL, today, with_names };
  table = make_table (&listing, list);
  vouch_document_add_title (document, _ ("Who permitted what"));
  vouch_document_add_subtitle (document, as_of);
  vouch_document_add_table (document, table);
  if (with_names)
    vouch_document_add_note (document, _ ("This sheet bears real names. Keep it as you keep your "
                                          "register."));
  return g_steal_pointer (&document);
}
