/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-describe"

#include "config.h"
#include "vouch-describe.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "vouch-attribute-words.h"
#include "vouch-text.h"

/*
 * What a definition asks for, in short sentences, before anything has been attached. What is still
 * missing afterwards is said by the findings of the completeness check.
 */

typedef char *(*DescribeFunc) (VouchConstraint *constraint);

/* "from–to unit", "at least from unit" or "at most to unit"; NULL when there is no limit. */
static char *
describe_range (VouchConstraint *constraint,
                const char *min_name,
                const char *max_name,
                char *(*format) (double value))
{
  double min = 0, max = 0;
  gboolean has_min = vouch_constraint_get_number (constraint, min_name, &min) && min > 0;
  gboolean has_max = vouch_constraint_get_number (constraint, max_name, &max);
  g_autofree char *low = format (min);
  g_autofree char *high = format (max);

  if (has_min && has_max && min == max)
    /* Translators: an exact amount, as in "exactly 2 pages". */
    return g_strdup_printf (_ ("exactly %s"), high);
  if (has_min && has_max)
    /* Translators: a range of amounts, as in "10:00 to 20:00". */
    return g_strdup_printf (C_ ("amounts", "%s to %s"), low, high);
  if (has_min)
    /* Translators: a lower limit, as in "at least 50 words". */
    return g_strdup_printf (_ ("at least %s"), low);
  if (has_max)
    /* Translators: an upper limit, as in "at most 200 words". */
    return g_strdup_printf (_ ("at most %s"), high);
  return NULL;
}

static char *
format_words (double value)
{
  return g_strdup_printf (ngettext ("%d word", "%d words", (gulong) value), (int) value);
}

static char *
format_characters (double value)
{
  return g_strdup_printf (ngettext ("%d character", "%d characters", (gulong) value), (int) value);
}

static char *
format_pages (double value)
{
  return g_strdup_printf (ngettext ("%d page", "%d pages", (gulong) value), (int) value);
}

static char *
format_days (double value)
{
  return g_strdup_printf (ngettext ("%d day", "%d days", (gulong) value), (int) value);
}

static char *
format_playing_time (double seconds)
{
  return vouch_text_format_duration_exactly (llround (seconds * 1000));
}

static char *
format_bytes (double bytes)
{
  return g_format_size ((guint64) bytes);
}

static char *
with_total (VouchConstraint *constraint, char *text)
{
  g_autofree char *owned = text;

  if (owned == NULL || vouch_constraint_get_scope (constraint) == VOUCH_SCOPE_EACH)
    return g_steal_pointer (&owned);
  /* Translators: a limit on all items added up, as in "10:00 to 20:00 in total". */
  return g_strdup_printf (_ ("%s in total"), owned);
}

static char *
describe_duration (VouchConstraint *constraint)
{
  return with_total (constraint,
                     describe_range (constraint, "minSeconds", "maxSeconds", format_playing_time));
}

static char *
describe_words (VouchConstraint *constraint)
{
  return with_total (constraint, describe_range (constraint, "min", "max", format_words));
}

static char *
describe_characters (VouchConstraint *constraint)
{
  return with_total (constraint, describe_range (constraint, "min", "max", format_characters));
}

static char *
describe_pages (VouchConstraint *constraint)
{
  return with_total (constraint, describe_range (constraint, "min", "max", format_pages));
}

static char *
describe_size (VouchConstraint *constraint)
{
  return with_total (constraint, describe_range (constraint, "minBytes", "maxBytes", format_bytes));
}

static char *
describe_elapsed (VouchConstraint *constraint)
{
  g_autofree char *range = describe_range (constraint, "minDays", "maxDays", format_days);

  /* Translators: days between two pieces of evidence, as in "at least 7 days between them". */
  return range != NULL ? g_strdup_printf (_ ("%s between them"), range) : NULL;
}

static char *
describe_format (VouchConstraint *constraint)
{
  g_autofree char *list =
      g_strjoinv (", ", (char **) vouch_constraint_get_list (constraint, "extensions"));

  return g_strdup (list);
}

static char *
describe_continuity (VouchConstraint *constraint)
{
  const char *mode = vouch_constraint_get_text (constraint, "mode");
  gboolean trim = vouch_constraint_get_flag (constraint, "trimEnds", FALSE);

  if (g_strcmp0 (mode, "any") == 0)
    return NULL;
  if (g_strcmp0 (mode, "minimalEdits") == 0)
    return g_strdup (_ ("only small edits"));
  return g_strdup (trim ? _ ("unedited; you may choose where it starts and ends") : _ ("unedited"));
}

static char *
describe_audio (VouchConstraint *constraint)
{
  double seconds = 0;
  g_autofree char *time = NULL;

  if (!vouch_constraint_get_flag (constraint, "required", TRUE))
    return NULL;
  if (!vouch_constraint_get_number (constraint, "minSpeechSeconds", &seconds))
    return g_strdup (_ ("with sound"));
  time = format_playing_time (seconds);
  /* Translators: how much speech a recording needs, as in "with at least 2:00 of speech". */
  return g_strdup_printf (_ ("with at least %s of speech"), time);
}

static char *
describe_annotation (VouchConstraint *constraint)
{
  double total = 0, each = 0;
  gboolean named = vouch_constraint_get_flag (constraint, "namesCriterion", FALSE);

  if (vouch_constraint_get_number (constraint, "minTotal", &total))
    return g_strdup_printf (
        named ? ngettext ("%d marked place that names a criterion",
                          "%d marked places that each name a criterion", (gulong) total)
              : ngettext ("%d marked place", "%d marked places", (gulong) total),
        (int) total);
  if (vouch_constraint_get_number (constraint, "minPerItem", &each))
    return g_strdup_printf (
        ngettext ("%d marked place in each", "%d marked places in each", (gulong) each),
        (int) each);
  return NULL;
}

static char *
describe_cites (VouchConstraint *constraint)
{
  double min = 1;

  vouch_constraint_get_number (constraint, "min", &min);
  return g_strdup_printf (ngettext ("refers to at least %d place in your evidence",
                                    "refers to at least %d places in your evidence", (gulong) min),
                          (int) min);
}

static char *
describe_date_window (VouchConstraint *constraint)
{
  double months = 0;

  if (!vouch_constraint_get_number (constraint, "maxAgeMonths", &months))
    return NULL;
  return g_strdup_printf (
      ngettext ("made in the last %d month", "made in the last %d months", (gulong) months),
      (int) months);
}

static char *
describe_pre_post (VouchConstraint *constraint)
{
  double pairs = 1;

  vouch_constraint_get_number (constraint, "minPairs", &pairs);
  return g_strdup_printf (
      ngettext ("%d pair of before and after", "%d pairs of before and after", (gulong) pairs),
      (int) pairs);
}

static char *
describe_consent (VouchConstraint *constraint)
{
  return g_strdup (_ ("a permission for everyone who can be seen, heard or recognised"));
}

static char *
describe_links (VouchConstraint *constraint)
{
  return vouch_constraint_get_flag (constraint, "allowed", TRUE) ? NULL
                                                                 : g_strdup (_ ("no web links"));
}

static char *
describe_deidentification (VouchConstraint *constraint)
{
  return g_strdup (_ ("no names or places that could identify a child"));
}

static char *
format_students (double value)
{
  return g_strdup_printf (ngettext ("%d student", "%d students", (gulong) value), (int) value);
}

static char *
describe_participants (VouchConstraint *constraint)
{
  const char *const *groupings = vouch_constraint_get_list (constraint, "grouping");
  g_autofree char *range =
      describe_range (constraint, "minStudents", "maxStudents", format_students);
  g_autoptr (GString) words = g_string_new (range);

  for (guint i = 0; groupings[i] != NULL; i++) {
    if (words->len > 0)
      /* Translators: between the ways in which a class may be grouped, of which one will do. */
      g_string_append (words, i > 0 ? C_ ("grouping", " or ") : ", ");
    g_string_append (words, vouch_attribute_value_in_words ("grouping", groupings[i]));
  }
  return words->len > 0 ? g_strdup (words->str) : NULL;
}

static char *
describe_picture (VouchConstraint *constraint)
{
  double width = 0, height = 0;

  if (!vouch_constraint_get_number (constraint, "minWidth", &width) ||
      !vouch_constraint_get_number (constraint, "minHeight", &height))
    return g_strdup (vouch_constraint_get_note (constraint));
  /* Translators: the least width and height of a picture in pixels. */
  return g_strdup_printf (_ ("a picture of at least %d×%d"), (int) width, (int) height);
}

static char *
describe_on_screen (VouchConstraint *constraint)
{
  if (vouch_constraint_get_note (constraint) != NULL)
    return g_strdup (vouch_constraint_get_note (constraint));
  return g_strcmp0 (vouch_constraint_get_text (constraint, "subject"), "earner") == 0
             ? g_strdup (_ ("you can be seen"))
             : g_strdup (_ ("students can be seen"));
}

static const struct {
  VouchConstraintKind kind;
  DescribeFunc describe;
} descriptions[] = {
  { VOUCH_CONSTRAINT_KIND_ANNOTATION, describe_annotation },
  { VOUCH_CONSTRAINT_KIND_AUDIO, describe_audio },
  { VOUCH_CONSTRAINT_KIND_CHARACTERS, describe_characters },
  { VOUCH_CONSTRAINT_KIND_CITES, describe_cites },
  { VOUCH_CONSTRAINT_KIND_CONSENT, describe_consent },
  { VOUCH_CONSTRAINT_KIND_CONTINUITY, describe_continuity },
  { VOUCH_CONSTRAINT_KIND_DATE_WINDOW, describe_date_window },
  { VOUCH_CONSTRAINT_KIND_DEIDENTIFICATION, describe_deidentification },
  { VOUCH_CONSTRAINT_KIND_DURATION, describe_duration },
  { VOUCH_CONSTRAINT_KIND_ELAPSED, describe_elapsed },
  { VOUCH_CONSTRAINT_KIND_FILE_FORMAT, describe_format },
  { VOUCH_CONSTRAINT_KIND_FILE_SIZE, describe_size },
  { VOUCH_CONSTRAINT_KIND_LINKS, describe_links },
  { VOUCH_CONSTRAINT_KIND_ON_SCREEN, describe_on_screen },
  { VOUCH_CONSTRAINT_KIND_PAGES, describe_pages },
  { VOUCH_CONSTRAINT_KIND_PARTICIPANTS, describe_participants },
  { VOUCH_CONSTRAINT_KIND_PICTURE, describe_picture },
  { VOUCH_CONSTRAINT_KIND_PRE_POST, describe_pre_post },
  { VOUCH_CONSTRAINT_KIND_WORDS, describe_words },
};

/**
 * vouch_describe_constraint:
 * @constraint: a constraint.
 *
 * Says in a few words what the constraint asks for.
 *
 * Returns: (transfer full) (nullable): the words; the definition's own note where there is nothing
 *   shorter to say, %NULL when the constraint asks for nothing or has no words.
 */
char *
vouch_describe_constraint (VouchConstraint *constraint)
{
  g_return_val_if_fail (VOUCH_IS_CONSTRAINT (constraint), NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (descriptions); i++)
    if (descriptions[i].kind == vouch_constraint_get_kind (constraint))
      return descriptions[i].describe (constraint);
  return g_strdup (vouch_constraint_get_note (constraint));
}

/**
 * vouch_describe_quantity:
 * @requirement: a requirement.
 *
 * Says how many items or answers are asked for.
 *
 * Returns: (transfer full) (nullable): the words; %NULL for exactly one.
 */
char *
vouch_describe_quantity (VouchRequirement *requirement)
{
  guint min, max;

  g_return_val_if_fail (VOUCH_IS_REQUIREMENT (requirement), NULL);

  min = vouch_requirement_get_min (requirement);
  max = vouch_requirement_get_max (requirement);
  if (min == 1 && max == 1)
    return NULL;
  if (min == max)
    return g_strdup_printf (ngettext ("%u of them", "%u of them", min), min);
  if (max == G_MAXUINT)
    return g_strdup_printf (ngettext ("%u or more", "%u or more", min), min);
  /* Translators: how many items are asked for, from and to. */
  return g_strdup_printf (_ ("%u to %u of them"), min, max);
}

/**
 * vouch_describe_media:
 * @media: a set of media.
 *
 * Returns: (transfer full): the media in words, separated by commas.
 */
char *
vouch_describe_media (VouchMediaSet media)
{
  static const struct {
    VouchMedia media;
    const char *name;
  } names[] = {
    { VOUCH_MEDIA_TEXT, N_ ("written text") }, { VOUCH_MEDIA_DOCUMENT, N_ ("document") },
    { VOUCH_MEDIA_IMAGE, N_ ("picture") },     { VOUCH_MEDIA_AUDIO, N_ ("sound") },
    { VOUCH_MEDIA_VIDEO, N_ ("video") },       { VOUCH_MEDIA_DATA, N_ ("table") },
  };
  g_autoptr (GPtrArray) words = g_ptr_array_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (vouch_media_set_contains (media, names[i].media))
      g_ptr_array_add (words, (char *) _ (names[i].name));
  g_ptr_array_add (words, NULL);
  return g_strjoinv (", ", (char **) words->pdata);
}

/**
 * vouch_describe_timing:
 * @timing: when evidence is best collected.
 *
 * Returns: (nullable): the words; %NULL when any time will do.
 */
const char *
vouch_describe_timing (VouchTiming timing)
{
  switch (timing) {
  case VOUCH_TIMING_BEGINNING_OF_YEAR: return _ ("best at the beginning of the school year");
  case VOUCH_TIMING_END_OF_YEAR: return _ ("best at the end of the school year");
  case VOUCH_TIMING_DURING_BREAK: return _ ("can be done during a school break");
  case VOUCH_TIMING_IMPLEMENTATION_PERIOD: return _ ("while you are trying it with your class");
  case VOUCH_TIMING_ANY_TIME:
  default: return NULL;
  }
}
