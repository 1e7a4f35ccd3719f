/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-definition-check"

#include "config.h"
#include "vouch-definition-check.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "vouch-constraint-reader.h"
#include "vouch-definition-ids.h"
#include "vouch-json-canonical.h"
#include "vouch-rubric-check.h"

/*
 * The checks on a definition when it is loaded, besides its shape: ids are unique; an id that is
 * referred to exists and is of the right sort; no minimum is above its maximum; a choice has no
 * more maxOptions than options, and its members stand in the same part; a part depends on earlier
 * positions; `criteria` on requirements and `evidenceFrom` on criteria agree; a stack contains the
 * definition itself. The rubric and the passing rule are in vouch-rubric-check.
 *
 * They work on the tree, because that is where the paths are.
 */

typedef struct {
  VouchDefinitionIds *ids;
  GHashTable *positions; /* id of a part → its position, as a pointer */
  GHashTable *named;     /* "requirement criterion", by `criteria` on the requirement */
  GHashTable *looked;    /* the same pairs, by `evidenceFrom` on the criterion */
  const char *owner;     /* id of the part, requirement or criterion that is being looked at */
} Check;

static char *
pair_key (const char *requirement, const char *criterion)
{
  return g_strconcat (requirement, " ", criterion, NULL);
}

static void
check_range (const VouchJsonCursor *place, const char *min_name, const char *max_name)
{
  VouchJsonCursor max_place;
  double min, max;

  if (!vouch_json_member (place, max_name, VOUCH_JSON_NULLABLE, &max_place) ||
      !vouch_json_has (place, min_name))
    return;
  min = vouch_json_get_number (place, min_name, 0, -HUGE_VAL, 0);
  max = vouch_json_get_number (place, max_name, 0, -HUGE_VAL, 0);
  if (min > max) {
    g_autofree char *least = vouch_json_canonical_number (min);
    g_autofree char *most = vouch_json_canonical_number (max);

    /* Translators: two names of fields, each with its value: "max is 3, which is less than min, 5". */
    vouch_json_problem (&max_place, _ ("%s is %s, which is less than %s, %s"), max_name, most,
                        min_name, least);
  }
}

/* Dates of this form sort as texts. */
static void
check_days (const VouchJsonCursor *place, const char *first_name, const char *last_name)
{
  VouchJsonCursor last_place;
  const char *first, *last;

  if (!vouch_json_member (place, last_name, VOUCH_JSON_NULLABLE, &last_place) ||
      !vouch_json_has (place, first_name))
    return;
  first = vouch_json_get_string (place, first_name, 0);
  last = vouch_json_string_of (&last_place, 0);
  if (g_strcmp0 (first, last) > 0)
    vouch_json_problem (&last_place, _ ("%s is %s, which is before %s, %s"), last_name, last,
                        first_name, first);
}

static void
check_member_range (const VouchJsonCursor *owner, const char *name)
{
  VouchJsonCursor place;

  if (vouch_json_member (owner, name, 0, &place))
    check_range (&place, "min", "max");
}

static const struct {
  const char *name;
  VouchIdSort sort;
} references[] = {
  { "from", VOUCH_ID_REQUIREMENT },      { "to", VOUCH_ID_REQUIREMENT },
  { "after", VOUCH_ID_REQUIREMENT },     { "before", VOUCH_ID_REQUIREMENT },
  { "across", VOUCH_ID_REQUIREMENT },    { "with", VOUCH_ID_REQUIREMENT },
  { "targets", VOUCH_ID_REQUIREMENT },   { "resource", VOUCH_ID_RESOURCE },
  { "formResource", VOUCH_ID_RESOURCE }, { "criteria", VOUCH_ID_CRITERION },
};

static void
check_reference (Check *check, const VouchJsonCursor *place, VouchIdSort sort)
{
  guint length = vouch_json_length (place);

  if (!vouch_json_is_list (place)) {
    vouch_definition_ids_check (check->ids, place, vouch_json_string_of (place, 0), sort);
    return;
  }
  for (guint i = 0; i < length; i++) {
    VouchJsonCursor element = vouch_json_element (place, i);

    vouch_definition_ids_check (check->ids, &element, vouch_json_string_of (&element, 0), sort);
  }
}

static const struct {
  const char *min;
  const char *max;
} ranges[] = {
  { "min", "max" },
  { "minBytes", "maxBytes" },
  { "minSeconds", "maxSeconds" },
  { "minStudents", "maxStudents" },
  { "minDays", "maxDays" },
};

/* The names of parameters mean the same in every kind that has them, so one list serves all; a
 * later minor version may use them otherwise elsewhere. */
static void
check_constraint (const VouchJsonCursor *place, gpointer data)
{
  Check *check = data;
  const char *kind = vouch_json_get_string (place, "kind", 0);
  VouchJsonCursor member;

  for (gsize i = 0; i < G_N_ELEMENTS (ranges); i++)
    if (vouch_constraint_reader_knows (kind, ranges[i].max))
      check_range (place, ranges[i].min, ranges[i].max);
  if (vouch_constraint_reader_knows (kind, "notAfter"))
    check_days (place, "notBefore", "notAfter");
  for (gsize i = 0; i < G_N_ELEMENTS (references); i++)
    if (vouch_constraint_reader_knows (kind, references[i].name) &&
        vouch_json_member (place, references[i].name, 0, &member))
      check_reference (check, &member, references[i].sort);
}

static void
check_named_criterion (const VouchJsonCursor *place, gpointer data)
{
  Check *check = data;
  const char *criterion = vouch_json_string_of (place, 0);
  g_autofree char *pair = pair_key (check->owner, criterion);

  if (vouch_definition_ids_check (check->ids, place, criterion, VOUCH_ID_CRITERION) &&
      !g_hash_table_contains (check->looked, pair))
    vouch_json_problem (place, _ ("the criterion “%s” does not name “%s” in its evidenceFrom"),
                        criterion, check->owner);
}

static void
check_looked_requirement (const VouchJsonCursor *place, gpointer data)
{
  Check *check = data;
  const char *requirement = vouch_json_string_of (place, 0);
  g_autofree char *pair = pair_key (requirement, check->owner);

  if (vouch_definition_ids_check (check->ids, place, requirement, VOUCH_ID_REQUIREMENT) &&
      !g_hash_table_contains (check->named, pair))
    vouch_json_problem (place, _ ("“%s” does not name the criterion “%s” in its criteria"),
                        requirement, check->owner);
}

static void
check_requirement (const VouchJsonCursor *place, gpointer data)
{
  Check *check = data;

  check->owner = vouch_json_get_string (place, "id", 0);
  check_member_range (place, "responses");
  check_member_range (place, "quantity");
  vouch_json_each (place, "constraints", VOUCH_JSON_EMPTY_OK, check_constraint, check);
  vouch_json_each (place, "criteria", VOUCH_JSON_EMPTY_OK, check_named_criterion, check);
}

static void
check_option_member (const VouchJsonCursor *place, gpointer data)
{
  Check *check = data;
  const char *id = vouch_json_string_of (place, 0);

  if (vouch_definition_ids_check (check->ids, place, id, VOUCH_ID_REQUIREMENT) &&
      g_strcmp0 (vouch_definition_ids_get_part (check->ids, id), check->owner) != 0)
    vouch_json_problem (place, _ ("“%s” stands in another part than this choice"), id);
}

static void
check_option (const VouchJsonCursor *place, gpointer data)
{
  vouch_json_each (place, "members", 0, check_option_member, data);
}

static void
check_choice (const VouchJsonCursor *place, gpointer data)
{
  gint64 most = vouch_json_get_integer (place, "maxOptions", 0, 0, G_MAXINT, 0);
  VouchJsonCursor max_place, options;

  check_range (place, "minOptions", "maxOptions");
  vouch_json_member (place, "maxOptions", 0, &max_place);
  vouch_json_member (place, "options", 0, &options);
  if (most > (gint64) vouch_json_length (&options))
    vouch_json_problem (&max_place, _ ("this is more than the number of options (%u)"),
                        vouch_json_length (&options));
  vouch_json_each (place, "options", 0, check_option, data);
}

static void
check_dependency (const VouchJsonCursor *place, gpointer data)
{
  Check *check = data;
  const char *id = vouch_json_string_of (place, 0);

  if (vouch_definition_ids_check (check->ids, place, id, VOUCH_ID_PART) &&
      GPOINTER_TO_INT (g_hash_table_lookup (check->positions, id)) >=
          GPOINTER_TO_INT (g_hash_table_lookup (check->positions, check->owner)))
    vouch_json_problem (place, _ ("the part “%s” does not have an earlier position"), id);
}

static void
check_part (const VouchJsonCursor *place, gpointer data)
{
  Check *check = data;
  const char *id = vouch_json_get_string (place, "id", 0);

  check->owner = id;
  vouch_json_each (place, "dependsOn", VOUCH_JSON_EMPTY_OK, check_dependency, check);
  vouch_json_each (place, "prompts", VOUCH_JSON_EMPTY_OK, check_requirement, check);
  vouch_json_each (place, "evidence", VOUCH_JSON_EMPTY_OK, check_requirement, check);
  check->owner = id;
  vouch_json_each (place, "choices", VOUCH_JSON_EMPTY_OK, check_choice, check);
}

static void
check_criterion (const VouchJsonCursor *place, gpointer data)
{
  Check *check = data;

  check->owner = vouch_json_get_string (place, "id", 0);
  vouch_json_each (place, "evidenceFrom", VOUCH_JSON_EMPTY_OK, check_looked_requirement, check);
}

static void
check_supported (const VouchJsonCursor *place, gpointer data)
{
  Check *check = data;

  vouch_definition_ids_check (check->ids, place, vouch_json_string_of (place, 0),
                              VOUCH_ID_CRITERION);
}

static void
check_resource (const VouchJsonCursor *place, gpointer data)
{
  vouch_json_each (place, "supports", VOUCH_JSON_EMPTY_OK, check_supported, data);
}

static void
check_window (const VouchJsonCursor *place, gpointer data)
{
  check_days (place, "opens", "closes");
}

static void
check_stack (const VouchJsonCursor *root)
{
  const char *own = vouch_json_get_string (root, "id", 0);
  VouchJsonCursor stack, members, rule, min;
  gboolean found = FALSE;

  if (!vouch_json_member (root, "stack", VOUCH_JSON_NULLABLE, &stack))
    return;
  vouch_json_member (&stack, "members", 0, &members);
  for (guint i = 0; i < vouch_json_length (&members); i++) {
    VouchJsonCursor member = vouch_json_element (&members, i);

    found = found || g_strcmp0 (vouch_json_get_string (&member, "id", 0), own) == 0;
  }
  if (!found)
    vouch_json_problem (&members, _ ("the definition itself is not among the members"));
  if (vouch_json_member (&stack, "completionRule", 0, &rule) &&
      vouch_json_member (&rule, "min", 0, &min) &&
      vouch_json_get_integer (&rule, "min", 0, 0, G_MAXINT, 0) >
          (gint64) vouch_json_length (&members))
    vouch_json_problem (&min, _ ("this is more than the number of members (%u)"),
                        vouch_json_length (&members));
}

static void
collect_pairs (const VouchJsonCursor *owner,
               const char *name,
               gboolean by_criterion,
               GHashTable *to)
{
  const char *id = vouch_json_get_string (owner, "id", 0);
  g_auto (GStrv) others = vouch_json_get_strings (owner, name, VOUCH_JSON_EMPTY_OK);

  for (guint i = 0; others[i] != NULL; i++)
    g_hash_table_add (to, by_criterion ? pair_key (others[i], id) : pair_key (id, others[i]));
}

static void
collect_requirement (const VouchJsonCursor *place, gpointer data)
{
  collect_pairs (place, "criteria", FALSE, ((Check *) data)->named);
}

static void
collect_criterion (const VouchJsonCursor *place, gpointer data)
{
  collect_pairs (place, "evidenceFrom", TRUE, ((Check *) data)->looked);
}

static void
collect_part (const VouchJsonCursor *place, gpointer data)
{
  Check *check = data;
  gint64 position = vouch_json_get_integer (place, "position", 0, 0, G_MAXINT, 0);

  g_hash_table_insert (check->positions, (gpointer) vouch_json_get_string (place, "id", 0),
                       GINT_TO_POINTER ((int) position));
  vouch_json_each (place, "prompts", VOUCH_JSON_EMPTY_OK, collect_requirement, check);
  vouch_json_each (place, "evidence", VOUCH_JSON_EMPTY_OK, collect_requirement, check);
}

static void
check_surroundings (const VouchJsonCursor *root, Check *check)
{
  VouchJsonCursor place;

  check_member_range (root, "estimatedHours");
  if (vouch_json_member (root, "availability", 0, &place))
    check_days (&place, "validFrom", "validUntil");
  if (vouch_json_member (root, "submissionPolicy", 0, &place))
    vouch_json_each (&place, "windows", VOUCH_JSON_EMPTY_OK, check_window, check);
  vouch_json_each (root, "resources", VOUCH_JSON_EMPTY_OK, check_resource, check);
  check_stack (root);
}

/**
 * vouch_definition_check:
 * @root: the place of a definition whose shape has been checked.
 *
 * Notes every relation that does not hold.
 */
void
vouch_definition_check (const VouchJsonCursor *root)
{
  g_autoptr (VouchDefinitionIds) ids = vouch_definition_ids_new (root);
  g_autoptr (GHashTable) positions = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) named = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) looked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Check check = { ids, positions, named, looked, NULL };
  VouchJsonCursor rubric;

  vouch_json_member (root, "rubric", 0, &rubric);
  vouch_json_each (root, "parts", 0, collect_part, &check);
  vouch_json_each (&rubric, "criteria", 0, collect_criterion, &check);

  vouch_json_each (root, "parts", 0, check_part, &check);
  vouch_json_each (root, "globalConstraints", VOUCH_JSON_EMPTY_OK, check_constraint, &check);
  vouch_json_each (&rubric, "criteria", 0, check_criterion, &check);
  vouch_rubric_check (root, ids);
  check_surroundings (root, &check);
}
