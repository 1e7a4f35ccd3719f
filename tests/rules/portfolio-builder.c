/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Builds a complete portfolio from nothing but a definition: chooses options, makes as many items
 * as are asked for, gives each the facts, attributes, annotations and citations that its
 * constraints ask for, and confirms what is left to confirm.
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "portfolio-builder.h"
#include "vouch-constraint-set.h"

#define FIRST_DAY_BEFORE_TODAY 100
#define STUDENTS 40

typedef struct {
  VouchPortfolio *portfolio;
  VouchDefinition *definition;
  const Build *build;
  VouchDay today;
  GHashTable *offsets; /* requirement id → day of its first item, counted from the first day */
  guint n_items;
} Builder;

/* One requirement being filled. */
typedef struct {
  Builder *builder;
  VouchRequirement *requirement;
  GPtrArray *constraints;
  VouchMedia media;
  guint count;
} Filling;

static VouchConstraint *
find_kind (GPtrArray *constraints, VouchConstraintKind kind)
{
  for (guint i = 0; i < constraints->len; i++)
    if (vouch_constraint_get_kind (constraints->pdata[i]) == kind)
      return constraints->pdata[i];
  return NULL;
}

static VouchConstraint *
find_kind_for (Filling *filling, VouchConstraintKind kind)
{
  for (guint i = 0; i < filling->constraints->len; i++)
    if (vouch_constraint_get_kind (filling->constraints->pdata[i]) == kind &&
        vouch_constraint_applies_to (filling->constraints->pdata[i], filling->media))
      return filling->constraints->pdata[i];
  return NULL;
}

static double
number_of (VouchConstraint *constraint, const char *name, double fallback)
{
  if (constraint != NULL)
    vouch_constraint_get_number (constraint, name, &fallback);
  return fallback;
}

char *
build_words (guint words)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < words; i++)
    g_string_append (text, i == 0 ? "word" : i % 11 == 0 ? " reading" : " waits");
  return g_string_free (text, FALSE);
}

static VouchMedia
choose_media (Filling *filling)
{
  static const VouchMedia plain[] = { VOUCH_MEDIA_TEXT,  VOUCH_MEDIA_DOCUMENT, VOUCH_MEDIA_IMAGE,
                                      VOUCH_MEDIA_AUDIO, VOUCH_MEDIA_VIDEO,    VOUCH_MEDIA_DATA };
  VouchMediaSet accepted = vouch_requirement_get_media (filling->requirement);

  if (vouch_media_set_contains (accepted, filling->builder->build->media))
    return filling->builder->build->media;
  for (gsize i = 0; i < G_N_ELEMENTS (plain); i++)
    if (vouch_media_set_contains (accepted, plain[i]))
      return plain[i];
  return VOUCH_MEDIA_DOCUMENT;
}

static guint
choose_count (Filling *filling)
{
  VouchConstraint *pairs = find_kind (filling->constraints, VOUCH_CONSTRAINT_KIND_PRE_POST);
  VouchConstraint *spread = find_kind (filling->constraints, VOUCH_CONSTRAINT_KIND_SPREAD);
  VouchConstraint *distinct = find_kind (filling->constraints, VOUCH_CONSTRAINT_KIND_DISTINCT);
  guint count = MAX (vouch_requirement_get_min (filling->requirement), 1);

  if (find_kind (filling->constraints, VOUCH_CONSTRAINT_KIND_SAME) != NULL)
    count = MAX (count, 2);
  count = MAX (count, 2 * (guint) number_of (pairs, "minPairs", 0));
  count = MAX (count, (guint) number_of (distinct, "minDistinct", 0));
  if (spread != NULL)
    count = MAX (count, g_strv_length ((char **) vouch_constraint_get_list (spread, "values")) *
                            (guint) number_of (spread, "minEach", 1));
  return MIN (count, vouch_requirement_get_max (filling->requirement));
}

static const char *
choose_extension (Filling *filling)
{
  static const char *const usual[] = { "", "txt", "pdf", "jpg", "wav", "mp4", "csv" };
  VouchConstraint *format = find_kind_for (filling, VOUCH_CONSTRAINT_KIND_FILE_FORMAT);

  return format != NULL ? vouch_constraint_get_list (format, "extensions")[0]
                        : usual[filling->media];
}

/* The middle of what is allowed. */
static double
middle (VouchConstraint *constraint, const char *min_name, const char *max_name, double usual)
{
  double min = number_of (constraint, min_name, -1), max = number_of (constraint, max_name, -1);

  if (min >= 0 && max >= 0)
    return floor ((min + max) / 2);
  if (max >= 0)
    return MIN (usual, max);
  return MAX (usual, min);
}

static gint64
choose_duration (Filling *filling)
{
  VouchConstraint *duration = find_kind_for (filling, VOUCH_CONSTRAINT_KIND_DURATION);
  double seconds = middle (duration, "minSeconds", "maxSeconds", 400);

  if (duration != NULL && vouch_constraint_get_scope (duration) == VOUCH_SCOPE_TOTAL)
    seconds /= filling->count;
  return (gint64) (seconds * 1000);
}

static void
give_facts (Filling *filling, VouchItem *item)
{
  g_autoptr (VouchFacts) facts = vouch_facts_new ();
  VouchConstraint *pages = find_kind_for (filling, VOUCH_CONSTRAINT_KIND_PAGES);
  VouchConstraint *words = find_kind_for (filling, VOUCH_CONSTRAINT_KIND_WORDS);
  guint count = (guint) middle (words, "min", "max", 150);
  gint64 ms = choose_duration (filling);

  vouch_facts_set_state (facts, VOUCH_FACTS_KNOWN);
  vouch_facts_set_readable_to_end (facts, TRUE);
  vouch_facts_set_cleanable (facts, TRUE);
  vouch_facts_set_media (facts, filling->media);
  vouch_facts_set_format (facts, choose_extension (filling));
  vouch_facts_set_size (facts, 250000);
  if (filling->media == VOUCH_MEDIA_DOCUMENT) {
    g_autofree char *text = build_words (count);

    vouch_facts_set_pages (facts, (int) middle (pages, "min", "max", 2));
    vouch_facts_set_text (facts, text, (int) count);
  }
  if (filling->media == VOUCH_MEDIA_IMAGE || filling->media == VOUCH_MEDIA_VIDEO)
    vouch_facts_set_dimensions (facts, 3840, 2160);
  if (filling->media == VOUCH_MEDIA_AUDIO || filling->media == VOUCH_MEDIA_VIDEO) {
    vouch_facts_set_duration_ms (facts, ms);
    vouch_facts_set_tracks (facts, 1, filling->media == VOUCH_MEDIA_VIDEO);
    vouch_facts_add_speech (facts, 0, ms, -18);
  }
  vouch_item_set_facts (item, facts);
}

static void
give_attributes (Filling *filling, VouchItem *item, guint index)
{
  static const char *const constant[] = { "lesson",  "unit",        "class",    "standard",
                                          "measure", "supportNeed", "language", "contentArea" };
  VouchConstraint *pairs = find_kind (filling->constraints, VOUCH_CONSTRAINT_KIND_PRE_POST);
  VouchConstraint *spread = find_kind (filling->constraints, VOUCH_CONSTRAINT_KIND_SPREAD);
  VouchConstraint *distinct = find_kind (filling->constraints, VOUCH_CONSTRAINT_KIND_DISTINCT);
  VouchConstraint *class = find_kind (filling->constraints, VOUCH_CONSTRAINT_KIND_PARTICIPANTS);
  const char *id = vouch_requirement_get_id (filling->requirement);
  guint offset = GPOINTER_TO_UINT (g_hash_table_lookup (filling->builder->offsets, id));
  gboolean post = pairs != NULL && index % 2 == 1;
  g_autofree char *student = g_strdup_printf ("S%u", pairs != NULL ? index / 2 : index);
  g_autofree char *own = g_strdup_printf ("%s-%u", id, index);
  g_autofree char *date = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (constant); i++)
    vouch_item_set_attribute (item, constant[i], "same");
  if (distinct != NULL)
    vouch_item_set_attribute (item, vouch_constraint_get_text (distinct, "attribute"), own);
  vouch_item_set_attribute (item, "student", student);
  if (pairs != NULL)
    vouch_item_set_attribute (item, "occasion", post ? "post" : "pre");
  if (post)
    offset += (guint) number_of (pairs, "minDaysBetween", 0);
  if (spread != NULL) {
    const char *const *values = vouch_constraint_get_list (spread, "values");

    vouch_item_set_attribute (item, vouch_constraint_get_text (spread, "attribute"),
                              values[index % g_strv_length ((char **) values)]);
  }
  if (class != NULL)
    vouch_item_set_attribute (item, "grouping", vouch_constraint_get_list (class, "grouping")[0]);
  date = vouch_day_format (filling->builder->today - FIRST_DAY_BEFORE_TODAY + offset);
  vouch_item_set_attribute (item, "date", date);
}

static void
add_moment (VouchItem *item, const char *criterion)
{
  g_autoptr (VouchMoment) moment = vouch_moment_new ();
  VouchMedia media = vouch_item_get_media (item);
  guint nth = vouch_item_get_moments (item)->len;

  vouch_moment_set_form (moment, media == VOUCH_MEDIA_AUDIO || media == VOUCH_MEDIA_VIDEO
                                     ? VOUCH_MOMENT_FORM_MOMENT
                                 : media == VOUCH_MEDIA_IMAGE ? VOUCH_MOMENT_FORM_REGION
                                                              : VOUCH_MOMENT_FORM_TEXT);
  vouch_moment_set_start_ms (moment, 1000 * (nth + 1));
  vouch_moment_set_criterion (moment, criterion);
  vouch_item_add_moment (item, moment);
}

static void
give_moments (Filling *filling, VouchItem *item)
{
  VouchConstraint *marks = find_kind_for (filling, VOUCH_CONSTRAINT_KIND_ANNOTATION);
  VouchConstraint *coverage = find_kind_for (filling, VOUCH_CONSTRAINT_KIND_CRITERION_COVERAGE);
  const char *const *criteria = vouch_requirement_get_criteria (filling->requirement);
  guint each = (guint) number_of (marks, "minPerItem", 0);
  guint total = (guint) number_of (marks, "minTotal", marks != NULL && each == 0);

  each = MAX (each, (total + filling->count - 1) / filling->count);
  for (guint i = 0; i < each; i++)
    add_moment (item, criteria[0]);
  if (coverage == NULL)
    return;
  criteria = vouch_constraint_get_list (coverage, "criteria");
  for (guint c = 0; criteria[c] != NULL; c++)
    for (guint i = 0; i < (guint) number_of (coverage, "minMoments", 1); i++)
      add_moment (item, criteria[c]);
}

static void
add_item (Filling *filling, guint index)
{
  Builder *builder = filling->builder;
  VouchConstraint *words = find_kind_for (filling, VOUCH_CONSTRAINT_KIND_WORDS);
  g_autoptr (VouchItem) item = vouch_item_new ();
  g_autofree char *id = g_strdup_printf ("item-%03u", ++builder->n_items);
  g_autofree char *hash = g_strdup_printf ("%064x", builder->n_items);
  g_autofree char *file = g_strdup_printf ("%s.%s", id, choose_extension (filling));
  g_autofree char *text = build_words ((guint) middle (words, "min", "max", 100));
  g_autofree char *student = g_strdup_printf ("S%u", index);
  const char *people[] = { student, NULL };

  vouch_item_set_id (item, id);
  vouch_item_set_requirement (item, vouch_requirement_get_id (filling->requirement));
  vouch_item_set_media (item, filling->media);
  vouch_item_set_criteria (item, vouch_requirement_get_criteria (filling->requirement));
  if (filling->media == VOUCH_MEDIA_TEXT)
    vouch_item_set_text (item, text);
  else {
    vouch_item_set_artifact (item, hash);
    vouch_item_set_file_name (item, file);
    give_facts (filling, item);
  }
  vouch_appearance_set_state (vouch_item_get_appearance (item), VOUCH_APPEARANCE_STATE_LISTED);
  vouch_appearance_set_people (vouch_item_get_appearance (item), people);
  give_attributes (filling, item, index);
  give_moments (filling, item);
  vouch_portfolio_add_item (builder->portfolio, item);
}

static gboolean
is_chosen (Builder *builder, VouchPart *part, VouchRequirement *requirement)
{
  const char *const *chosen = vouch_portfolio_get_chosen (builder->portfolio);
  GPtrArray *choices = vouch_part_get_choices (part);
  gboolean member = FALSE;

  for (guint c = 0; c < choices->len; c++) {
    GPtrArray *options = vouch_choice_get_options (choices->pdata[c]);

    for (guint o = 0; o < options->len; o++)
      if (g_strv_contains (vouch_choice_option_get_members (options->pdata[o]),
                           vouch_requirement_get_id (requirement))) {
        if (g_strv_contains (chosen, vouch_choice_option_get_id (options->pdata[o])))
          return TRUE;
        member = TRUE;
      }
  }
  return !member;
}

static void
choose_options (Builder *builder)
{
  GPtrArray *parts = vouch_definition_get_parts (builder->definition);
  g_autoptr (GPtrArray) chosen = g_ptr_array_new ();

  for (guint p = 0; p < parts->len; p++) {
    GPtrArray *choices = vouch_part_get_choices (parts->pdata[p]);

    for (guint c = 0; c < choices->len; c++) {
      GPtrArray *options = vouch_choice_get_options (choices->pdata[c]);
      guint n = MAX (vouch_choice_get_min_options (choices->pdata[c]), 1);

      for (guint i = 0; i < n; i++)
        g_ptr_array_add (chosen, (gpointer) vouch_choice_option_get_id (
                                     options->pdata[(builder->build->option + i) % options->len]));
    }
  }
  g_ptr_array_add (chosen, NULL);
  vouch_portfolio_set_chosen (builder->portfolio, (const char *const *) chosen->pdata);
}

static void
put_off (Builder *builder, const char *requirement, guint day)
{
  guint now = GPOINTER_TO_UINT (g_hash_table_lookup (builder->offsets, requirement));

  g_hash_table_insert (builder->offsets, (gpointer) requirement, GUINT_TO_POINTER (MAX (now, day)));
}

/* Moves requirements to later days until elapsed and sequence are satisfied. */
static void
lay_out_days (Builder *builder)
{
  GPtrArray *parts = vouch_definition_get_parts (builder->definition);

  for (guint round = 0; round < 5; round++)
    for (guint p = 0; p < parts->len; p++) {
      GPtrArray *all = vouch_part_get_requirements (parts->pdata[p]);

      for (guint r = 0; r < all->len; r++) {
        const char *id = vouch_requirement_get_id (all->pdata[r]);
        GPtrArray *own = vouch_requirement_get_constraints (all->pdata[r]);
        VouchConstraint *elapsed = find_kind (own, VOUCH_CONSTRAINT_KIND_ELAPSED);
        VouchConstraint *sequence = find_kind (own, VOUCH_CONSTRAINT_KIND_SEQUENCE);

        if (elapsed != NULL)
          put_off (builder, vouch_constraint_get_text (elapsed, "to"),
                   GPOINTER_TO_UINT (g_hash_table_lookup (
                       builder->offsets, vouch_constraint_get_text (elapsed, "from"))) +
                       (guint) number_of (elapsed, "minDays", 0));
        for (guint i = 0;
             sequence != NULL && vouch_constraint_get_list (sequence, "after")[i] != NULL; i++)
          put_off (builder, id,
                   GPOINTER_TO_UINT (g_hash_table_lookup (
                       builder->offsets, vouch_constraint_get_list (sequence, "after")[i])));
      }
    }
}

GPtrArray *
build_items_of (VouchPortfolio *portfolio, const char *requirement)
{
  GPtrArray *items = vouch_portfolio_get_items (portfolio);
  GPtrArray *found = g_ptr_array_new ();

  for (guint i = 0; i < items->len; i++)
    if (g_strcmp0 (vouch_item_get_requirement (items->pdata[i]), requirement) == 0)
      g_ptr_array_add (found, items->pdata[i]);
  return found;
}

static void
add_citations (Builder *builder, VouchItem *item, VouchConstraint *cites)
{
  const char *const *targets = vouch_constraint_get_list (cites, "targets");
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  const char *form = vouch_constraint_get_text (cites, "form");
  gboolean moments = g_strcmp0 (form, "moment") == 0;

  for (guint t = 0; targets[t] != NULL; t++) {
    g_autoptr (GPtrArray) items = build_items_of (builder->portfolio, targets[t]);

    g_ptr_array_extend (all, items, NULL, NULL);
  }
  for (guint i = 0; all->len > 0 && i < (guint) number_of (cites, "min", 1); i++) {
    g_autoptr (VouchCitation) citation = vouch_citation_new ();
    VouchItem *target = all->pdata[moments ? 0 : i % all->len];

    vouch_citation_set_item (citation, vouch_item_get_id (target));
    vouch_citation_set_at_ms (citation, moments ? (gint64) 1000 * (i + 1) : -1);
    vouch_citation_set_page (
        citation, g_strcmp0 (form, "page") == 0 || (!moments && i >= all->len) ? i + 1 : 0);
    vouch_item_add_citation (item, citation);
  }
}

static void
for_each_requirement (Builder *builder, void (*visit) (Builder *builder, Filling *filling))
{
  GPtrArray *parts = vouch_definition_get_parts (builder->definition);

  for (guint p = 0; p < parts->len; p++) {
    GPtrArray *all = vouch_part_get_requirements (parts->pdata[p]);

    for (guint r = 0; r < all->len; r++) {
      g_autoptr (GPtrArray) set = vouch_constraint_set_for (builder->definition, all->pdata[r]);
      Filling filling = { builder, all->pdata[r], set, VOUCH_MEDIA_NONE, 0 };

      if (is_chosen (builder, parts->pdata[p], all->pdata[r]))
        visit (builder, &filling);
    }
  }
}

static void
fill (Builder *builder, Filling *filling)
{
  filling->media = choose_media (filling);
  filling->count = choose_count (filling);
  for (guint i = 0; i < filling->count; i++)
    add_item (filling, i);
}

static void
cite (Builder *builder, Filling *filling)
{
  VouchConstraint *cites = find_kind (filling->constraints, VOUCH_CONSTRAINT_KIND_CITES);
  g_autoptr (GPtrArray) items =
      build_items_of (builder->portfolio, vouch_requirement_get_id (filling->requirement));

  for (guint i = 0; cites != NULL && i < items->len; i++)
    add_citations (builder, items->pdata[i], cites);
}

static void
confirm_all (Builder *builder, VouchPeople *people)
{
  g_autoptr (VouchReport) report =
      vouch_completeness_check (builder->portfolio, people, NULL, builder->today);
  GPtrArray *findings = vouch_report_get_findings (report);

  for (guint i = 0; i < findings->len; i++) {
    g_autoptr (VouchConfirmation) confirmation = vouch_confirmation_new ();

    if (vouch_finding_get_basis (findings->pdata[i]) == NULL)
      continue;
    vouch_confirmation_set_finding (confirmation, vouch_finding_get_id (findings->pdata[i]));
    vouch_confirmation_set_basis (confirmation, vouch_finding_get_basis (findings->pdata[i]));
    vouch_portfolio_add_confirmation (builder->portfolio, confirmation);
  }
}

VouchPortfolio *
build_portfolio (VouchDefinition *definition,
                 const Build *build,
                 VouchPeople *people,
                 VouchDay today)
{
  VouchPortfolio *portfolio = vouch_portfolio_new ();
  g_autoptr (GHashTable) offsets = g_hash_table_new (g_str_hash, g_str_equal);
  Builder builder = { portfolio, definition, build, today, offsets, 0 };

  vouch_portfolio_set_id (portfolio, "built");
  vouch_portfolio_set_definition (portfolio, definition);
  choose_options (&builder);
  lay_out_days (&builder);
  for_each_requirement (&builder, fill);
  for_each_requirement (&builder, cite);
  confirm_all (&builder, people);
  return portfolio;
}

/* S0 to S39, who may be seen, heard and read on either form, and P, who may not. */
VouchPeople *
build_people (void)
{
  static const char *const purposes[] = { "assessment", "training", "publication", NULL };
  static const char *const forms[] = { "program", "district" };
  VouchPeople *people = vouch_people_new ();
  g_autoptr (VouchPerson) stranger = vouch_person_new ();

  vouch_person_set_key (stranger, "P");
  vouch_people_add_person (people, stranger);
  for (guint i = 0; i < STUDENTS; i++) {
    g_autoptr (VouchPerson) person = vouch_person_new ();
    g_autofree char *key = g_strdup_printf ("S%u", i);

    vouch_person_set_key (person, key);
    vouch_people_add_person (people, person);
    for (gsize f = 0; f < G_N_ELEMENTS (forms); f++) {
      g_autoptr (VouchPermission) permission = vouch_permission_new ();

      vouch_permission_set_person (permission, key);
      vouch_permission_set_scopes (permission, VOUCH_PERMISSION_SCOPE_VOICE |
                                                   VOUCH_PERMISSION_SCOPE_IMAGE |
                                                   VOUCH_PERMISSION_SCOPE_WORK);
      vouch_permission_set_purposes (permission, purposes);
      vouch_permission_set_form (permission, forms[f]);
      vouch_people_add_permission (people, permission);
    }
  }
  return people;
}
