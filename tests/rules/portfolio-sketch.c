/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Portfolios from short texts, so that a test can be a table.
 *
 * A constraint: its kind and severity, then NAME=NUMBER, NAME=TEXT or NAME=[A|B] with `media=`
 * for appliesToMedia: "duration required minSeconds=300 scope=total media=[audio|video]". A text
 * with a blank in it is written with an underscore.
 *
 * A requirement: its id, then `media=`, `min=`, `max=` (0: no limit), `prompt`, `optional`.
 *
 * An item: its medium, then any of
 *   on=REQ id=ID title=T file=NAME           where it is and what it is called
 *   words=N text=T_T                         typed text, or the text of a document
 *   ms=N range=A-B size=N format=F pages=N   what was measured; range in ms
 *   tracks=N speech=A-B@DB picture=WxH link=URL author=A_B sent=N,clean
 *   pending unreadable cut empty stuck damaged missing
 *   own=GAPS,JOINS,MASKS                     the recorder's own record
 *   people=A|B masked=A|B nobody             who appears
 *   at=MS:CRITERION region=CRITERION page=CRITERION passage=CRITERION   annotations
 *   cite=ID cite=ID@MS cite=ID#PAGE          citations
 *   speaks=CRITERION of=ID                   a tag; a transcript of
 *   ATTRIBUTE=VALUE                          any of the fixed vocabulary
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "portfolio-sketch.h"
#include "vouch-text.h"

static char *
unescape (const char *text)
{
  char *plain = g_strdup (text);

  g_strdelimit (plain, "_", ' ');
  return plain;
}

static char **
split_list (const char *text)
{
  g_autofree char *inner = g_strdup (text);

  g_strdelimit (inner, "[]", ' ');
  g_strstrip (inner);
  return g_strsplit (inner, "|", -1);
}

static VouchMediaSet
media_from_list (const char *text)
{
  g_auto (GStrv) names = split_list (text);
  VouchMediaSet set = VOUCH_MEDIA_SET_EMPTY;

  for (guint i = 0; names[i] != NULL; i++) {
    VouchMedia media = VOUCH_MEDIA_NONE;

    g_assert_true (vouch_media_from_string (names[i], &media));
    set |= VOUCH_MEDIA_BIT (media);
  }
  return set;
}

static void
set_parameter (VouchConstraint *constraint, const char *name, const char *value)
{
  char *end = NULL;
  double number = g_ascii_strtod (value, &end);

  if (strcmp (name, "media") == 0)
    vouch_constraint_set_media (constraint, media_from_list (value));
  else if (strcmp (name, "note") == 0)
    vouch_constraint_set_note (constraint, value);
  else if (*value == '[') {
    g_auto (GStrv) list = split_list (value);

    vouch_constraint_set_list (constraint, name, (const char *const *) list);
  } else if (*end == '\0')
    vouch_constraint_set_number (constraint, name, number);
  else {
    g_autofree char *plain = unescape (value);

    vouch_constraint_set_text (constraint, name, plain);
  }
}

VouchConstraint *
sketch_constraint (const char *text)
{
  VouchConstraint *constraint = vouch_constraint_new ();
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  VouchSeverity severity = VOUCH_SEVERITY_REQUIRED;

  vouch_constraint_set_kind_name (constraint, words[0]);
  g_assert_true (vouch_severity_from_string (words[1], &severity));
  vouch_constraint_set_severity (constraint, severity);
  for (guint i = 2; words[i] != NULL; i++) {
    g_auto (GStrv) pair = g_strsplit (words[i], "=", 2);

    set_parameter (constraint, pair[0], pair[1]);
  }
  return constraint;
}

VouchRequirement *
sketch_requirement (const char *text)
{
  VouchRequirement *requirement = vouch_requirement_new ();
  g_auto (GStrv) words = g_strsplit (text, " ", -1);

  vouch_requirement_set_id (requirement, words[0]);
  vouch_requirement_set_title (requirement, words[0]);
  vouch_requirement_set_required (requirement, TRUE);
  vouch_requirement_set_min (requirement, 1);
  vouch_requirement_set_max (requirement, 1);
  for (guint i = 1; words[i] != NULL; i++) {
    const char *value = strchr (words[i], '=');

    if (strcmp (words[i], "optional") == 0)
      vouch_requirement_set_required (requirement, FALSE);
    else if (strcmp (words[i], "prompt") == 0)
      vouch_requirement_set_kind (requirement, VOUCH_REQUIREMENT_KIND_PROMPT);
    else if (g_str_has_prefix (words[i], "media="))
      vouch_requirement_set_media (requirement, media_from_list (value + 1));
    else if (g_str_has_prefix (words[i], "min="))
      vouch_requirement_set_min (requirement, (guint) atoi (value + 1));
    else if (g_str_has_prefix (words[i], "max="))
      vouch_requirement_set_max (requirement,
                                 atoi (value + 1) > 0 ? (guint) atoi (value + 1) : G_MAXUINT);
  }
  return requirement;
}

char *
sketch_words (guint words)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < words; i++)
    g_string_append_printf (text, "%sword", i > 0 ? (i % 12 == 0 ? "\n" : " ") : "");
  return g_string_free (text, FALSE);
}

static void
add_moment (VouchItem *item, VouchMomentForm form, gint64 at_ms, const char *criterion)
{
  g_autoptr (VouchMoment) moment = vouch_moment_new ();

  vouch_moment_set_form (moment, form);
  vouch_moment_set_start_ms (moment, at_ms);
  vouch_moment_set_end_ms (moment, -1);
  if (criterion != NULL && *criterion != '\0')
    vouch_moment_set_criterion (moment, criterion);
  vouch_item_add_moment (item, moment);
}

static void
add_citation (VouchItem *item, const char *value)
{
  g_autoptr (VouchCitation) citation = vouch_citation_new ();
  g_auto (GStrv) at = g_strsplit (value, "@", 2);
  g_auto (GStrv) page = g_strsplit (value, "#", 2);

  vouch_citation_set_at_ms (citation, at[1] != NULL ? g_ascii_strtoll (at[1], NULL, 10) : -1);
  vouch_citation_set_page (citation, page[1] != NULL ? (guint) atoi (page[1]) : 0);
  vouch_citation_set_item (citation, page[1] != NULL ? page[0] : at[0]);
  vouch_item_add_citation (item, citation);
}

static void
set_appearance (VouchItem *item, const char *key, const char *value)
{
  VouchAppearance *appearance = vouch_item_get_appearance (item);
  g_auto (GStrv) people = g_strsplit (value, "|", -1);

  vouch_appearance_set_state (appearance, strcmp (key, "nobody") == 0
                                              ? VOUCH_APPEARANCE_STATE_NOBODY
                                              : VOUCH_APPEARANCE_STATE_LISTED);
  if (strcmp (key, "people") == 0)
    vouch_appearance_set_people (appearance, (const char *const *) people);
  if (strcmp (key, "masked") == 0)
    vouch_appearance_set_masked (appearance, (const char *const *) people);
}

static void
set_own (VouchItem *item, const char *value)
{
  g_autoptr (VouchContinuity) own = vouch_continuity_new ();
  g_auto (GStrv) numbers = g_strsplit (value, ",", 3);

  vouch_continuity_set_gaps (own, (guint) atoi (numbers[0]));
  vouch_continuity_set_joins (own, (guint) atoi (numbers[1]));
  vouch_continuity_set_masks (own, (guint) atoi (numbers[2]));
  vouch_item_set_continuity (item, own);
}

static void
set_sent (VouchItem *item, const char *value)
{
  g_autoptr (VouchFacts) sent = vouch_facts_new ();

  vouch_facts_set_state (sent, VOUCH_FACTS_KNOWN);
  vouch_facts_set_size (sent, atoi (value));
  if (strstr (value, "clean") == NULL)
    vouch_facts_add_identifier (sent, "author", "someone");
  vouch_item_set_sent_facts (item, sent);
}

/* What stands in the facts of a file. */
static gboolean
set_fact (VouchItem *item, const char *key, const char *value)
{
  VouchFacts *facts = vouch_item_get_facts (item);
  g_autofree char *plain = unescape (value);
  gint64 a = g_ascii_strtoll (value, NULL, 10), b = 0;
  double level = -20;

  if (strcmp (key, "ms") == 0)
    vouch_facts_set_duration_ms (facts, a);
  else if (strcmp (key, "size") == 0)
    vouch_facts_set_size (facts, a);
  else if (strcmp (key, "format") == 0)
    vouch_facts_set_format (facts, value);
  else if (strcmp (key, "pages") == 0)
    vouch_facts_set_pages (facts, (int) a);
  else if (strcmp (key, "tracks") == 0)
    vouch_facts_set_tracks (facts, (int) a, 1);
  else if (strcmp (key, "link") == 0)
    vouch_facts_add_link (facts, value);
  else if (strcmp (key, "author") == 0)
    vouch_facts_add_identifier (facts, "author", plain);
  else if (strcmp (key, "speech") == 0) {
    g_auto (GStrv) ends = g_strsplit_set (value, "-@", 3);

    b = g_ascii_strtoll (ends[1], NULL, 10);
    if (ends[2] != NULL)
      level = g_ascii_strtod (ends[2], NULL);
    vouch_facts_add_speech (facts, a, b, level);
  } else if (strcmp (key, "picture") == 0) {
    g_auto (GStrv) size = g_strsplit (value, "x", 2);

    vouch_facts_set_dimensions (facts, (int) a, atoi (size[1]));
  } else
    return FALSE;
  return TRUE;
}

static gboolean
set_state (VouchItem *item, const char *key)
{
  VouchFacts *facts = vouch_item_get_facts (item);

  if (strcmp (key, "pending") == 0)
    vouch_facts_set_state (facts, VOUCH_FACTS_PENDING);
  else if (strcmp (key, "unreadable") == 0)
    vouch_facts_set_state (facts, VOUCH_FACTS_UNREADABLE);
  else if (strcmp (key, "cut") == 0)
    vouch_facts_set_readable_to_end (facts, FALSE);
  else if (strcmp (key, "empty") == 0)
    vouch_facts_set_empty (facts, TRUE);
  else if (strcmp (key, "stuck") == 0)
    vouch_facts_set_cleanable (facts, FALSE);
  else if (strcmp (key, "damaged") == 0)
    vouch_item_set_integrity (item, VOUCH_INTEGRITY_DAMAGED);
  else if (strcmp (key, "missing") == 0)
    vouch_item_set_integrity (item, VOUCH_INTEGRITY_MISSING);
  else
    return FALSE;
  return TRUE;
}

static void
set_text (VouchItem *item, const char *text)
{
  VouchFacts *facts = vouch_item_get_facts (item);

  if (facts == NULL)
    vouch_item_set_text (item, text);
  else
    vouch_facts_set_text (facts, text, (int) vouch_text_count_words (text));
}

/* What belongs to the item itself. */
static void
set_member (VouchItem *item, const char *key, const char *value)
{
  g_autofree char *plain = unescape (value);
  gint64 number = g_ascii_strtoll (value, NULL, 10);
  const char *tags[] = { value, NULL };

  if (strcmp (key, "on") == 0)
    vouch_item_set_requirement (item, value);
  else if (strcmp (key, "id") == 0)
    vouch_item_set_id (item, value);
  else if (strcmp (key, "title") == 0)
    vouch_item_set_title (item, plain);
  else if (strcmp (key, "file") == 0)
    vouch_item_set_file_name (item, value);
  else if (strcmp (key, "bytes") == 0)
    vouch_item_set_artifact (item, value);
  else if (strcmp (key, "text") == 0)
    set_text (item, plain);
  else if (strcmp (key, "words") == 0) {
    g_autofree char *words = sketch_words ((guint) number);

    set_text (item, words);
  } else if (strcmp (key, "range") == 0) {
    g_auto (GStrv) ends = g_strsplit (value, "-", 2);

    vouch_item_set_start_ms (item, *ends[0] != '\0' ? number : -1);
    vouch_item_set_end_ms (item, *ends[1] != '\0' ? g_ascii_strtoll (ends[1], NULL, 10) : -1);
  } else if (strcmp (key, "own") == 0)
    set_own (item, value);
  else if (strcmp (key, "sent") == 0)
    set_sent (item, value);
  else if (strcmp (key, "people") == 0 || strcmp (key, "masked") == 0 ||
           strcmp (key, "nobody") == 0)
    set_appearance (item, key, value);
  else if (strcmp (key, "at") == 0)
    add_moment (item, VOUCH_MOMENT_FORM_MOMENT, number,
                strchr (value, ':') != NULL ? strchr (value, ':') + 1 : NULL);
  else if (strcmp (key, "region") == 0)
    add_moment (item, VOUCH_MOMENT_FORM_REGION, -1, value);
  else if (strcmp (key, "page") == 0)
    add_moment (item, VOUCH_MOMENT_FORM_PAGE, -1, value);
  else if (strcmp (key, "passage") == 0)
    add_moment (item, VOUCH_MOMENT_FORM_TEXT, -1, value);
  else if (strcmp (key, "cite") == 0)
    add_citation (item, value);
  else if (strcmp (key, "speaks") == 0)
    vouch_item_set_criteria (item, tags);
  else if (strcmp (key, "of") == 0)
    vouch_item_set_transcript_of (item, value);
  else
    vouch_item_set_attribute (item, key, value);
}

static void
give_facts (VouchItem *item, guint number)
{
  g_autoptr (VouchFacts) facts = vouch_facts_new ();
  g_autofree char *hash = g_strdup_printf ("%064u", number);

  vouch_facts_set_state (facts, VOUCH_FACTS_KNOWN);
  vouch_facts_set_readable_to_end (facts, TRUE);
  vouch_facts_set_cleanable (facts, TRUE);
  vouch_facts_set_size (facts, 1000);
  vouch_facts_set_media (facts, vouch_item_get_media (item));
  vouch_item_set_facts (item, facts);
  vouch_item_set_artifact (item, hash);
}

VouchItem *
sketch_item (const char *text, guint number)
{
  VouchItem *item = vouch_item_new ();
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  g_autofree char *id = g_strdup_printf ("i%u", number);
  VouchMedia media = VOUCH_MEDIA_NONE;

  g_assert_true (vouch_media_from_string (words[0], &media));
  vouch_item_set_id (item, id);
  vouch_item_set_requirement (item, "r");
  vouch_item_set_media (item, media);
  if (media != VOUCH_MEDIA_TEXT)
    give_facts (item, number);
  for (guint i = 1; words[i] != NULL; i++) {
    g_auto (GStrv) pair = g_strsplit (words[i], "=", 2);
    const char *value = pair[1] != NULL ? pair[1] : "";

    if (vouch_item_get_facts (item) != NULL &&
        (set_fact (item, pair[0], value) || set_state (item, pair[0])))
      continue;
    set_member (item, pair[0], value);
  }
  return item;
}

static void
add_requirement (VouchPart *part, const char *text, const char *constraints)
{
  g_autoptr (VouchRequirement) requirement = sketch_requirement (text);
  g_auto (GStrv) list = constraints != NULL ? g_strsplit (constraints, "; ", -1) : NULL;

  for (guint i = 0; list != NULL && list[i] != NULL; i++) {
    g_autoptr (VouchConstraint) constraint = sketch_constraint (list[i]);

    vouch_requirement_add_constraint (requirement, constraint);
  }
  vouch_part_add_requirement (part, requirement);
}

static VouchRubric *
make_rubric (void)
{
  VouchRubric *rubric = vouch_rubric_new ();

  for (guint i = 0; i < 2; i++) {
    g_autoptr (VouchCriterion) criterion = vouch_criterion_new ();
    char id[] = { (char) ('a' + i), '\0' };

    vouch_criterion_set_id (criterion, id);
    vouch_criterion_set_title (criterion, i == 0 ? "Asks" : "Waits");
    vouch_rubric_add_criterion (rubric, criterion);
  }
  return rubric;
}

/* One part `p` with the requirement `r` that bears the constraints (separated by "; "), and the
 * optional requirements `q` and `s` without any; a rubric of `a` and `b`. */
VouchDefinition *
sketch_definition (const char *constraints)
{
  VouchDefinition *definition = vouch_definition_new ();
  g_autoptr (VouchPart) part = vouch_part_new ();
  g_autoptr (VouchRubric) rubric = make_rubric ();

  vouch_part_set_id (part, "p");
  vouch_part_set_required (part, TRUE);
  add_requirement (part, "r max=0", constraints);
  add_requirement (part, "q max=0 optional", NULL);
  add_requirement (part, "s max=0 optional", NULL);
  vouch_definition_set_id (definition, "https://example.org/sketch");
  vouch_definition_add_part (definition, part);
  vouch_definition_set_rubric (definition, rubric);
  return definition;
}

VouchPortfolio *
sketch_portfolio (const char *constraints, const char *const *items)
{
  VouchPortfolio *portfolio = vouch_portfolio_new ();
  g_autoptr (VouchDefinition) definition = sketch_definition (constraints);

  vouch_portfolio_set_id (portfolio, "own");
  vouch_portfolio_set_title (portfolio, "Own portfolio");
  vouch_portfolio_set_definition (portfolio, definition);
  for (guint i = 0; items != NULL && items[i] != NULL; i++) {
    g_autoptr (VouchItem) item = sketch_item (items[i], i + 1);

    vouch_portfolio_add_item (portfolio, item);
  }
  return portfolio;
}

static void
add_permission (VouchPeople *people,
                const char *key,
                const char *scopes,
                const char *purpose,
                const char *form,
                const char *until,
                const char *withdrawn)
{
  g_autoptr (VouchPermission) permission = vouch_permission_new ();
  const char *purposes[] = { purpose, NULL };
  VouchDay day = VOUCH_DAY_NONE;
  guint bits = 0;

  g_assert_true (vouch_permission_scopes_from_string (scopes, &bits));
  vouch_permission_set_person (permission, key);
  vouch_permission_set_scopes (permission, bits);
  vouch_permission_set_purposes (permission, purposes);
  vouch_permission_set_form (permission, form);
  vouch_permission_set_given (permission, vouch_day_from_ymd (2025, 9, 1));
  if (vouch_day_parse (until, &day))
    vouch_permission_set_until (permission, day);
  if (vouch_day_parse (withdrawn, &day))
    vouch_permission_set_withdrawn (permission, day);
  vouch_people_add_permission (people, permission);
}

/* full: all scopes, district form. none: nothing. voice: voice only, program form. two: voice and
 * image on two permissions. over: run out. back: withdrawn, on whatever day. research: another
 * purpose. unsaid: no form given. own-form: a form of its own. grown: an adult with nothing. */
VouchPeople *
sketch_people (void)
{
  static const char *const keys[] = { "full", "none",   "voice",    "two",     "over",
                                      "back", "unsaid", "research", "own-form" };
  VouchPeople *people = vouch_people_new ();
  g_autoptr (VouchPerson) grown = vouch_person_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++) {
    g_autoptr (VouchPerson) person = vouch_person_new ();

    vouch_person_set_key (person, keys[i]);
    vouch_person_set_role (person, VOUCH_PERSON_ROLE_STUDENT);
    vouch_people_add_person (people, person);
  }
  vouch_person_set_key (grown, "grown");
  vouch_person_set_role (grown, VOUCH_PERSON_ROLE_ADULT);
  vouch_people_add_person (people, grown);
  add_permission (people, "full", "voice|image|work", "assessment", "district", NULL, NULL);
  add_permission (people, "voice", "voice", "assessment", "program", NULL, NULL);
  add_permission (people, "two", "voice", "assessment", "program", NULL, NULL);
  add_permission (people, "two", "image", "assessment", "district", "2026-03-15", NULL);
  add_permission (people, "over", "voice|image", "assessment", "district", "2026-03-14", NULL);
  add_permission (people, "back", "voice|image", "assessment", "district", NULL, "2026-12-31");
  add_permission (people, "unsaid", "voice|image", "assessment", NULL, NULL, NULL);
  add_permission (people, "research", "voice|image", "training", "district", NULL, NULL);
  add_permission (people, "own-form", "voice|image", "assessment", "r-form", NULL, NULL);
  return people;
}

void
sketch_confirm (VouchPortfolio *portfolio, VouchFinding *finding)
{
  g_autoptr (VouchConfirmation) confirmation = vouch_confirmation_new ();

  vouch_confirmation_set_finding (confirmation, vouch_finding_get_id (finding));
  vouch_confirmation_set_basis (confirmation, vouch_finding_get_basis (finding));
  vouch_portfolio_add_confirmation (portfolio, confirmation);
}

VouchDay
sketch_today (void)
{
  return vouch_day_from_ymd (2026, 3, 15);
}
