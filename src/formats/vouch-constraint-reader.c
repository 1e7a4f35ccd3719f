/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-constraint-reader"

#include "config.h"
#include "vouch-constraint-reader.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "vouch-definition-values.h"

/*
 * A constraint is { "kind", "severity", "appliesToMedia", "note", … }; the rest depends on the kind
 * and stands in one table below: type, whether it must be there, the least value, the words. The
 * model keeps each parameter under its name in the file; a flag is the number 0 or 1.
 *
 * A kind that is not in the table is an error, in a later minor version too: a condition that is
 * not understood cannot be passed over. Kinds that begin with `x-` are extensions; of those only
 * the note is kept, because the earner confirms them by it.
 */

typedef enum {
  INTEGER,
  NUMBER,
  POSITIVE,
  NOT_POSITIVE,
  FLAG,
  TEXT,
  DAY,
  WORD,
  ID,
  TEXTS,
  WORDS,
  IDS,
  EXTENSIONS,
} ParameterType;

#define OPTIONAL VOUCH_JSON_OPTIONAL
#define REQUIRED VOUCH_JSON_REQUIRED
#define MAY_BE_EMPTY VOUCH_JSON_EMPTY_OK

typedef struct {
  const char *kind;
  const char *name;
  ParameterType type;
  VouchJsonFlags flags;
  int least;
  const char *const *words;
} Parameter;

static const char *const scopes[] = { "each", "total", NULL };
static const char *const continuity_modes[] = { "unedited", "minimalEdits", "any", NULL };
static const char *const on_screen_subjects[] = { "earner", "students", NULL };
static const char *const transcript_times[] = { "always", "inaudible", "otherLanguage", NULL };
static const char *const attributes[] = { "student",     "lesson",
                                          "unit",        "class",
                                          "standard",    "measure",
                                          "occasion",    "performanceLevel",
                                          "supportNeed", "instructionalFormat",
                                          "contentArea", "language",
                                          "grouping",    "date",
                                          NULL };
static const char *const citation_forms[] = { "moment", "page", "item", "any", NULL };
static const char *const annotation_forms[] = { "moment", "region", "text", NULL };
static const char *const consent_subjects[] = { "student", "adult", NULL };
static const char *const consent_scopes[] = { "voice", "image", "work", NULL };
static const char *const purposes[] = { "assessment", "training", "publication", NULL };
static const char *const consent_forms[] = { "program", "district", "either", NULL };
static const char *const unconsented[] = { "exclude", "mask", NULL };
static const char *const student_names[] = { "none", "initials", "firstName", "pseudonym", NULL };
static const char *const masks[] = { "earnerName", "school", "district", "state", NULL };
static const char *const faces[] = { "asIs", "maskUnconsented", "maskAll", NULL };
static const char *const groupings[] = { "wholeClass", "smallGroup", "oneToOne", NULL };

static const Parameter parameters[] = {
  { "fileFormat", "extensions", EXTENSIONS, REQUIRED, 0, NULL },
  { "fileSize", "minBytes", INTEGER, OPTIONAL, 0, NULL },
  { "fileSize", "maxBytes", INTEGER, REQUIRED, 1, NULL },
  { "fileSize", "scope", WORD, OPTIONAL, 0, scopes },
  { "links", "allowed", FLAG, REQUIRED, 0, NULL },
  { "duration", "minSeconds", NUMBER, OPTIONAL, 0, NULL },
  { "duration", "maxSeconds", POSITIVE, OPTIONAL, 0, NULL },
  { "duration", "scope", WORD, OPTIONAL, 0, scopes },
  { "words", "min", INTEGER, OPTIONAL, 0, NULL },
  { "words", "max", INTEGER, OPTIONAL, 1, NULL },
  { "words", "scope", WORD, OPTIONAL, 0, scopes },
  { "characters", "min", INTEGER, OPTIONAL, 0, NULL },
  { "characters", "max", INTEGER, OPTIONAL, 1, NULL },
  { "characters", "scope", WORD, OPTIONAL, 0, scopes },
  { "pages", "min", INTEGER, OPTIONAL, 0, NULL },
  { "pages", "max", INTEGER, REQUIRED, 1, NULL },
  { "pages", "scope", WORD, OPTIONAL, 0, scopes },
  { "pages", "countsPrompts", FLAG, OPTIONAL, 0, NULL },
  { "pageFormat", "fontFamily", TEXT, OPTIONAL, 0, NULL },
  { "pageFormat", "minFontPoints", POSITIVE, OPTIONAL, 0, NULL },
  { "pageFormat", "lineSpacing", POSITIVE, OPTIONAL, 0, NULL },
  { "pageFormat", "marginInches", NUMBER, OPTIONAL, 0, NULL },
  { "continuity", "mode", WORD, REQUIRED, 0, continuity_modes },
  { "continuity", "trimEnds", FLAG, OPTIONAL, 0, NULL },
  { "continuity", "maskingAllowed", FLAG, OPTIONAL, 0, NULL },
  { "audio", "required", FLAG, REQUIRED, 0, NULL },
  { "audio", "minSpeechSeconds", NUMBER, OPTIONAL, 0, NULL },
  { "audio", "minLevelDb", NOT_POSITIVE, OPTIONAL, 0, NULL },
  { "picture", "minWidth", INTEGER, OPTIONAL, 0, NULL },
  { "picture", "minHeight", INTEGER, OPTIONAL, 0, NULL },
  { "onScreen", "subject", WORD, REQUIRED, 0, on_screen_subjects },
  { "onScreen", "minPeople", INTEGER, OPTIONAL, 1, NULL },
  { "onScreen", "minOccurrences", INTEGER, OPTIONAL, 1, NULL },
  { "transcript", "when", WORD, REQUIRED, 0, transcript_times },
  { "transcript", "maxPages", INTEGER, OPTIONAL, 1, NULL },
  { "dateWindow", "notBefore", DAY, OPTIONAL, 0, NULL },
  { "dateWindow", "notAfter", DAY, OPTIONAL, 0, NULL },
  { "dateWindow", "maxAgeMonths", INTEGER, OPTIONAL, 1, NULL },
  { "elapsed", "from", ID, REQUIRED, 0, NULL },
  { "elapsed", "to", ID, REQUIRED, 0, NULL },
  { "elapsed", "minDays", INTEGER, OPTIONAL, 0, NULL },
  { "elapsed", "maxDays", INTEGER, OPTIONAL, 1, NULL },
  { "sequence", "after", IDS, MAY_BE_EMPTY, 0, NULL },
  { "sequence", "before", IDS, MAY_BE_EMPTY, 0, NULL },
  { "distinct", "attribute", WORD, REQUIRED, 0, attributes },
  { "distinct", "across", IDS, MAY_BE_EMPTY, 0, NULL },
  { "distinct", "minDistinct", INTEGER, OPTIONAL, 2, NULL },
  { "same", "attribute", WORD, REQUIRED, 0, attributes },
  { "same", "with", IDS, MAY_BE_EMPTY, 0, NULL },
  { "spread", "attribute", WORD, REQUIRED, 0, attributes },
  { "spread", "values", TEXTS, REQUIRED, 0, NULL },
  { "spread", "minEach", INTEGER, OPTIONAL, 1, NULL },
  { "prePost", "pairBy", WORD, REQUIRED, 0, attributes },
  { "prePost", "same", WORDS, MAY_BE_EMPTY, 0, attributes },
  { "prePost", "minPairs", INTEGER, REQUIRED, 1, NULL },
  { "prePost", "minDaysBetween", INTEGER, OPTIONAL, 0, NULL },
  { "cites", "targets", IDS, REQUIRED, 0, NULL },
  { "cites", "form", WORD, OPTIONAL, 0, citation_forms },
  { "cites", "min", INTEGER, REQUIRED, 1, NULL },
  { "annotation", "forms", WORDS, REQUIRED, 0, annotation_forms },
  { "annotation", "minPerItem", INTEGER, OPTIONAL, 1, NULL },
  { "annotation", "minTotal", INTEGER, OPTIONAL, 1, NULL },
  { "annotation", "namesCriterion", FLAG, OPTIONAL, 0, NULL },
  { "annotation", "labels", TEXTS, MAY_BE_EMPTY, 0, NULL },
  { "criterionCoverage", "criteria", IDS, REQUIRED, 0, NULL },
  { "criterionCoverage", "minMoments", INTEGER, OPTIONAL, 1, NULL },
  { "criterionCoverage", "minItems", INTEGER, OPTIONAL, 1, NULL },
  { "template", "resource", ID, REQUIRED, 0, NULL },
  { "template", "allFieldsFilled", FLAG, OPTIONAL, 0, NULL },
  { "consent", "subjects", WORDS, REQUIRED, 0, consent_subjects },
  { "consent", "scopes", WORDS, REQUIRED, 0, consent_scopes },
  { "consent", "purpose", WORD, REQUIRED, 0, purposes },
  { "consent", "form", WORD, OPTIONAL, 0, consent_forms },
  { "consent", "formResource", ID, OPTIONAL, 0, NULL },
  { "consent", "unconsented", WORD, OPTIONAL, 0, unconsented },
  { "deidentification", "studentNames", WORD, REQUIRED, 0, student_names },
  { "deidentification", "mask", WORDS, MAY_BE_EMPTY, 0, masks },
  { "deidentification", "faces", WORD, OPTIONAL, 0, faces },
  { "deidentification", "fileNames", FLAG, OPTIONAL, 0, NULL },
  { "deidentification", "metadata", FLAG, OPTIONAL, 0, NULL },
  { "participants", "minStudents", INTEGER, OPTIONAL, 1, NULL },
  { "participants", "maxStudents", INTEGER, OPTIONAL, 1, NULL },
  { "participants", "grouping", WORDS, MAY_BE_EMPTY, 0, groupings },
  { "originality", "uniqueToEarner", FLAG, REQUIRED, 0, NULL },
  { "originality", "sharedAllowed", FLAG, OPTIONAL, 0, NULL },
  { "manual", "text", TEXT, REQUIRED, 0, NULL },
};

/* What every constraint may have. */
static const char *const common[] = { "kind", "severity", "appliesToMedia", "note" };

static double
read_number (const VouchJsonCursor *place, const Parameter *parameter)
{
  gboolean bounded = parameter->type == NUMBER;
  double value = vouch_json_get_number (place, parameter->name, parameter->flags,
                                        bounded ? parameter->least : -HUGE_VAL, NAN);
  VouchJsonCursor member;

  vouch_json_member (place, parameter->name, 0, &member);
  if (parameter->type == POSITIVE && value <= 0)
    vouch_json_problem (&member, _ ("this must be more than 0"));
  if (parameter->type == NOT_POSITIVE && value > 0)
    vouch_json_problem (&member, _ ("this must be at most 0"));
  return value;
}

static const char *
read_text (const VouchJsonCursor *place, const Parameter *parameter)
{
  switch (parameter->type) {
  case WORD:
    return vouch_definition_read_word (place, parameter->name, parameter->flags, parameter->words);
  case ID: return vouch_definition_read_id (place, parameter->name, parameter->flags);
  case DAY:
    vouch_definition_read_day (place, parameter->name, parameter->flags);
    G_GNUC_FALLTHROUGH;
  case TEXT: return vouch_json_get_string (place, parameter->name, parameter->flags);
  default: g_assert_not_reached ();
  }
}

static char **
read_extensions (const VouchJsonCursor *place, const Parameter *parameter)
{
  char **list = vouch_json_get_strings (place, parameter->name, parameter->flags);
  VouchJsonCursor member;

  vouch_json_member (place, parameter->name, 0, &member);
  if (g_strv_length (list) != vouch_json_length (&member))
    return list;
  for (guint i = 0; list[i] != NULL; i++) {
    VouchJsonCursor element = vouch_json_element (&member, i);

    if (strspn (list[i], "abcdefghijklmnopqrstuvwxyz0123456789") != strlen (list[i]))
      vouch_json_problem (&element,
                          _ ("“%s” is not a file name extension in small letters without a dot"),
                          list[i]);
  }
  return list;
}

static char **
read_list (const VouchJsonCursor *place, const Parameter *parameter)
{
  switch (parameter->type) {
  case TEXTS: return vouch_json_get_strings (place, parameter->name, parameter->flags);
  case WORDS:
    return vouch_definition_read_words (place, parameter->name, parameter->flags, parameter->words);
  case IDS: return vouch_definition_read_ids (place, parameter->name, parameter->flags);
  case EXTENSIONS: return read_extensions (place, parameter);
  default: g_assert_not_reached ();
  }
}

static void
read_parameter (const VouchJsonCursor *place, const Parameter *parameter, VouchConstraint *to)
{
  const char *name = parameter->name;
  g_auto (GStrv) list = NULL;
  const char *text;

  if (!vouch_json_has (place, name) && !(parameter->flags & VOUCH_JSON_REQUIRED))
    return;
  switch (parameter->type) {
  case INTEGER:
    vouch_constraint_set_number (to, name,
                                 (double) vouch_json_get_integer (place, name, parameter->flags,
                                                                  parameter->least,
                                                                  VOUCH_JSON_MAX_INTEGER, 0));
    break;
  case NUMBER:
  case POSITIVE:
  case NOT_POSITIVE: vouch_constraint_set_number (to, name, read_number (place, parameter)); break;
  case FLAG:
    vouch_constraint_set_number (to, name,
                                 vouch_json_get_boolean (place, name, parameter->flags, FALSE));
    break;
  case TEXT:
  case DAY:
  case WORD:
  case ID:
    text = read_text (place, parameter);
    if (text != NULL)
      vouch_constraint_set_text (to, name, text);
    break;
  case TEXTS:
  case WORDS:
  case IDS:
  case EXTENSIONS:
    list = read_list (place, parameter);
    vouch_constraint_set_list (to, name, (const char *const *) list);
    break;
  default: g_assert_not_reached ();
  }
}

/* Reads what the kind has, and returns whether there is such a kind. */
static gboolean
read_parameters (const VouchJsonCursor *place, const char *kind, VouchConstraint *to)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  gboolean known = FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (common); i++)
    g_ptr_array_add (names, (gpointer) common[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (parameters); i++) {
    if (strcmp (parameters[i].kind, kind) != 0)
      continue;
    known = TRUE;
    g_ptr_array_add (names, (gpointer) parameters[i].name);
    read_parameter (place, &parameters[i], to);
  }
  g_ptr_array_add (names, NULL);
  if (known)
    vouch_json_only_members (place, (const char *const *) names->pdata);
  return known;
}

static gboolean
is_extension (const char *kind)
{
  return g_str_has_prefix (kind, "x-") && kind[2] != '\0' &&
         strspn (kind, "abcdefghijklmnopqrstuvwxyz0123456789-") == strlen (kind);
}

VOUCH_DEFINE_READ_ENUM (VouchSeverity, vouch_severity)

static VouchConstraint *
read_constraint (const VouchJsonCursor *place)
{
  g_autoptr (VouchConstraint) constraint = vouch_constraint_new ();
  VouchJsonCursor kind_place;
  const char *kind;

  if (!vouch_json_is_object (place) ||
      !vouch_json_member (place, "kind", VOUCH_JSON_REQUIRED, &kind_place))
    return NULL;
  kind = vouch_json_string_of (&kind_place, 0);
  if (kind == NULL)
    return NULL;

  vouch_constraint_set_kind_name (constraint, kind);
  vouch_constraint_set_severity (
      constraint,
      read_vouch_severity (place, "severity", VOUCH_JSON_REQUIRED, VOUCH_SEVERITY_REQUIRED));
  vouch_constraint_set_media (constraint, vouch_definition_read_media (place, "appliesToMedia", 0));
  vouch_constraint_set_note (constraint, vouch_json_get_string (place, "note", 0));
  if (!read_parameters (place, kind, constraint) && !is_extension (kind))
    vouch_json_problem (&kind_place, _ ("there is no kind of constraint “%s”"), kind);
  return g_steal_pointer (&constraint);
}

/**
 * vouch_constraint_reader_read_list:
 * @owner_place: the place of a requirement or of the definition.
 * @name: the name of the list there.
 * @add: called for each constraint.
 * @owner: handed to @add.
 *
 * Reads a list of constraints; an absent one is empty.
 */
void
vouch_constraint_reader_read_list (const VouchJsonCursor *owner_place,
                                   const char *name,
                                   VouchConstraintAdd add,
                                   gpointer owner)
{
  VouchJsonCursor list;

  if (!vouch_json_get_array (owner_place, name, VOUCH_JSON_EMPTY_OK, &list))
    return;
  for (guint i = 0; i < vouch_json_length (&list); i++) {
    VouchJsonCursor place = vouch_json_element (&list, i);
    g_autoptr (VouchConstraint) constraint = read_constraint (&place);

    if (constraint != NULL)
      add (owner, constraint);
  }
}

/**
 * vouch_constraint_reader_knows:
 * @kind: a kind of constraint.
 * @name: the name of a parameter.
 *
 * Returns: whether constraints of that kind have that parameter in the format known here.
 */
gboolean
vouch_constraint_reader_knows (const char *kind, const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (parameters); i++)
    if (strcmp (parameters[i].kind, kind) == 0 && strcmp (parameters[i].name, name) == 0)
      return TRUE;
  return FALSE;
}
