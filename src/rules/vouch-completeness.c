/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The completeness check: definition × portfolio × permissions × date → findings.
 *
 * Pure: it looks at stored facts, never at files, changes nothing it is given, and says the same
 * about the same. One finding for each constraint of each requirement, those that always apply
 * included, one for each choice and one for each row of the rubric.
 *
 * - A requirement is needed when it is required; a member of an option is needed exactly while that
 *   option is chosen, whatever it says about itself. In a part that is not required nothing is
 *   needed until something of that part has been begun.
 * - An empty requirement that is not needed raises nothing. A started one has to be put right,
 *   needed or not, because what is attached is sent.
 * - A part is complete when its needed requirements are, its choices are in range and nothing that
 *   was started is incomplete. The portfolio is ready when all required parts are complete.
 * - The extra prompts of the self-assessment belong to no part and are not sent; they are not
 *   checked here.
 */
#define G_LOG_DOMAIN "vouch-completeness"

#include "config.h"
#include "vouch-completeness.h"

#include "vouch-check-attributes.h"
#include "vouch-check-confirmed.h"
#include "vouch-check-counts.h"
#include "vouch-check-dates.h"
#include "vouch-check-files.h"
#include "vouch-check-pairs.h"
#include "vouch-check-people.h"
#include "vouch-check-privacy.h"
#include "vouch-check-recordings.h"
#include "vouch-check-references.h"
#include "vouch-check-scenes.h"
#include "vouch-check-texts.h"
#include "vouch-constraint-set.h"
#include "vouch-probe.h"

typedef void (*KindCheck) (VouchProbe *probe);

static const KindCheck kind_checks[] = {
  [VOUCH_CONSTRAINT_KIND_FILE_FORMAT] = vouch_check_file_format,
  [VOUCH_CONSTRAINT_KIND_FILE_SIZE] = vouch_check_file_size,
  [VOUCH_CONSTRAINT_KIND_LINKS] = vouch_check_links,
  [VOUCH_CONSTRAINT_KIND_DURATION] = vouch_check_duration,
  [VOUCH_CONSTRAINT_KIND_WORDS] = vouch_check_words,
  [VOUCH_CONSTRAINT_KIND_CHARACTERS] = vouch_check_characters,
  [VOUCH_CONSTRAINT_KIND_PAGES] = vouch_check_pages,
  [VOUCH_CONSTRAINT_KIND_PAGE_FORMAT] = vouch_check_page_format,
  [VOUCH_CONSTRAINT_KIND_CONTINUITY] = vouch_check_continuity,
  [VOUCH_CONSTRAINT_KIND_AUDIO] = vouch_check_audio,
  [VOUCH_CONSTRAINT_KIND_PICTURE] = vouch_check_picture,
  [VOUCH_CONSTRAINT_KIND_ON_SCREEN] = vouch_check_on_screen,
  [VOUCH_CONSTRAINT_KIND_PARTICIPANTS] = vouch_check_participants,
  [VOUCH_CONSTRAINT_KIND_TRANSCRIPT] = vouch_check_transcript,
  [VOUCH_CONSTRAINT_KIND_DATE_WINDOW] = vouch_check_date_window,
  [VOUCH_CONSTRAINT_KIND_ELAPSED] = vouch_check_elapsed,
  [VOUCH_CONSTRAINT_KIND_SEQUENCE] = vouch_check_sequence,
  [VOUCH_CONSTRAINT_KIND_DISTINCT] = vouch_check_distinct,
  [VOUCH_CONSTRAINT_KIND_SAME] = vouch_check_same,
  [VOUCH_CONSTRAINT_KIND_SPREAD] = vouch_check_spread,
  [VOUCH_CONSTRAINT_KIND_PRE_POST] = vouch_check_pre_post,
  [VOUCH_CONSTRAINT_KIND_CITES] = vouch_check_cites,
  [VOUCH_CONSTRAINT_KIND_ANNOTATION] = vouch_check_annotation,
  [VOUCH_CONSTRAINT_KIND_CRITERION_COVERAGE] = vouch_check_criterion_coverage,
  [VOUCH_CONSTRAINT_KIND_TEMPLATE] = vouch_check_template,
  [VOUCH_CONSTRAINT_KIND_CONSENT] = vouch_check_consent,
  [VOUCH_CONSTRAINT_KIND_DEIDENTIFICATION] = vouch_check_deidentification,
  [VOUCH_CONSTRAINT_KIND_ORIGINALITY] = vouch_check_originality,
  [VOUCH_CONSTRAINT_KIND_MANUAL] = vouch_check_manual,
  [VOUCH_CONSTRAINT_KIND_EXTENSION] = vouch_check_extension,
};

typedef struct {
  VouchCheck check;
  VouchReport *report;
} Run;

/* One requirement under way. */
typedef struct {
  Run *run;
  VouchPart *part;
  VouchRequirement *requirement;
  gboolean open; /* a required finding about it is open */
} Visit;

static void
add_finding (Visit *visit,
             VouchProbe *probe,
             const char *id,
             VouchConstraintKind kind,
             const char *kind_name,
             VouchSeverity severity)
{
  g_autoptr (VouchFinding) finding =
      vouch_probe_finish (probe, id, vouch_part_get_id (visit->part));

  vouch_finding_set_kind (finding, kind);
  vouch_finding_set_kind_name (finding, kind_name);
  vouch_finding_set_severity (finding, severity);
  visit->open |= severity == VOUCH_SEVERITY_REQUIRED && vouch_finding_is_open (finding);
  vouch_report_add_finding (visit->run->report, finding);
}

static void
add_standing_finding (Visit *visit, VouchProbe *probe, VouchConstraintKind kind)
{
  const char *name = vouch_constraint_kind_to_string (kind);
  g_autofree char *id =
      g_strconcat (vouch_requirement_get_id (visit->requirement), "/", name, NULL);

  add_finding (visit, probe, id, kind, name, VOUCH_SEVERITY_REQUIRED);
}

static guint
check_quantity (Visit *visit, gboolean needed)
{
  VouchProbe probe;
  guint count;

  vouch_probe_init (&probe, &visit->run->check, visit->requirement, NULL);
  vouch_check_quantity (&probe, needed);
  count = vouch_check_count_accepted (&probe);
  add_standing_finding (visit, &probe, VOUCH_CONSTRAINT_KIND_QUANTITY);
  vouch_probe_clear (&probe);
  return count;
}

/* The three checks that always apply to every file. */
static void
check_files (Visit *visit)
{
  static const struct {
    VouchConstraintKind kind;
    KindCheck check;
  } always[] = {
    { VOUCH_CONSTRAINT_KIND_READABLE, vouch_check_readable },
    { VOUCH_CONSTRAINT_KIND_NOT_EMPTY, vouch_check_not_empty },
    { VOUCH_CONSTRAINT_KIND_UNCHANGED, vouch_check_unchanged },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (always); i++) {
    VouchProbe probe;

    vouch_probe_init (&probe, &visit->run->check, visit->requirement, NULL);
    vouch_probe_include_transcripts (&probe);
    if (vouch_check_has_files (&probe)) {
      always[i].check (&probe);
      add_standing_finding (visit, &probe, always[i].kind);
    }
    vouch_probe_clear (&probe);
  }
}

static void
check_constraints (Visit *visit)
{
  g_autoptr (GPtrArray) set =
      vouch_constraint_set_for (visit->run->check.definition, visit->requirement);

  for (guint i = 0; i < set->len; i++) {
    VouchConstraint *constraint = g_ptr_array_index (set, i);
    VouchConstraintKind kind = vouch_constraint_get_kind (constraint);
    const char *name = vouch_constraint_get_kind_name (constraint);
    g_autofree char *id = vouch_constraint_set_finding_id (visit->requirement, set, i);
    VouchProbe probe;

    if ((guint) kind >= G_N_ELEMENTS (kind_checks))
      continue;
    vouch_probe_init (&probe, &visit->run->check, visit->requirement, constraint);
    kind_checks[kind](&probe);
    add_finding (visit, &probe, id, kind,
                 name != NULL ? name : vouch_constraint_kind_to_string (kind),
                 vouch_constraint_get_severity (constraint));
    vouch_probe_clear (&probe);
  }
}

/* Whether the options that were chosen, or their absence, make the requirement needed. */
static gboolean
is_needed (Run *run, VouchPart *part, VouchRequirement *requirement)
{
  const char *const *chosen = vouch_portfolio_get_chosen (run->check.portfolio);
  const char *id = vouch_requirement_get_id (requirement);
  GPtrArray *choices = vouch_part_get_choices (part);
  gboolean member = FALSE;

  for (guint c = 0; c < choices->len; c++) {
    GPtrArray *options = vouch_choice_get_options (choices->pdata[c]);

    for (guint o = 0; o < options->len; o++) {
      VouchChoiceOption *option = g_ptr_array_index (options, o);

      if (!g_strv_contains (vouch_choice_option_get_members (option), id))
        continue;
      if (g_strv_contains (chosen, vouch_choice_option_get_id (option)))
        return TRUE;
      member = TRUE;
    }
  }
  return !member && vouch_requirement_get_required (requirement);
}

static gboolean
has_items (Run *run, VouchRequirement *requirement)
{
  const char *id = vouch_requirement_get_id (requirement);

  return g_hash_table_contains (run->check.items, id) ||
         g_hash_table_contains (run->check.transcripts, id);
}

static gboolean
is_begun (Run *run, VouchPart *part)
{
  GPtrArray *requirements = vouch_part_get_requirements (part);

  for (guint i = 0; i < requirements->len; i++)
    if (has_items (run, requirements->pdata[i]))
      return TRUE;
  return FALSE;
}

/* Checks one requirement; returns whether the part need not wait for it. */
static gboolean
visit_requirement (Run *run, VouchPart *part, VouchRequirement *requirement, gboolean part_needed)
{
  Visit visit = { run, part, requirement, FALSE };
  gboolean started = has_items (run, requirement);
  VouchRequirementStatus *status = vouch_report_add_requirement (
      run->report, vouch_requirement_get_id (requirement), vouch_part_get_id (part));

  status->needed = is_needed (run, part, requirement);
  status->count = check_quantity (&visit, status->needed && part_needed);
  check_constraints (&visit);
  check_files (&visit);
  if (started)
    status->state = visit.open ? VOUCH_PROGRESS_STARTED : VOUCH_PROGRESS_COMPLETE;
  return started ? !visit.open : !status->needed || vouch_requirement_get_min (requirement) == 0;
}

static gboolean
visit_choices (Run *run, VouchPart *part, gboolean needed)
{
  GPtrArray *choices = vouch_part_get_choices (part);
  gboolean in_range = TRUE;

  for (guint i = 0; i < choices->len; i++) {
    g_autoptr (VouchFinding) finding =
        vouch_check_choice (&run->check, part, choices->pdata[i], needed);

    in_range = in_range && vouch_finding_get_result (finding) == VOUCH_RESULT_MET;
    vouch_report_add_finding (run->report, finding);
  }
  return in_range;
}

/* Which of the parts that come first are still open. */
static char **
find_open_parts (Run *run, VouchPart *part)
{
  const char *const *before = vouch_part_get_depends_on (part);
  g_autoptr (GPtrArray) open = g_ptr_array_new ();

  for (guint i = 0; before[i] != NULL; i++) {
    VouchPartStatus *other = vouch_report_find_part (run->report, before[i]);

    if (other != NULL && other->state != VOUCH_PROGRESS_COMPLETE)
      g_ptr_array_add (open, g_strdup (before[i]));
  }
  g_ptr_array_add (open, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&open), FALSE);
}

/* Checks a part; returns whether the portfolio need not wait for it. */
static gboolean
visit_part (Run *run, VouchPart *part)
{
  GPtrArray *requirements = vouch_part_get_requirements (part);
  gboolean begun = is_begun (run, part);
  gboolean needed = vouch_part_get_required (part) || begun;
  VouchPartStatus *status = vouch_report_add_part (run->report, vouch_part_get_id (part));
  gboolean complete = visit_choices (run, part, needed);

  status->required = vouch_part_get_required (part);
  status->waits_for = find_open_parts (run, part);
  for (guint i = 0; i < requirements->len; i++)
    if (!visit_requirement (run, part, requirements->pdata[i], needed))
      complete = FALSE;
  if (complete)
    status->state = VOUCH_PROGRESS_COMPLETE;
  else if (begun)
    status->state = VOUCH_PROGRESS_STARTED;
  return complete || !status->required;
}

static void
visit_rubric (Run *run)
{
  VouchRubric *rubric = vouch_definition_get_rubric (run->check.definition);
  GPtrArray *criteria = rubric != NULL ? vouch_rubric_get_criteria (rubric) : NULL;

  for (guint i = 0; criteria != NULL && i < criteria->len; i++) {
    g_autoptr (VouchFinding) finding = vouch_check_rubric_row (&run->check, criteria->pdata[i]);

    vouch_report_add_finding (run->report, finding);
  }
}

/**
 * vouch_completeness_check:
 * @portfolio: a portfolio with its definition.
 * @people: (nullable): everybody who may appear, with their permissions.
 * @others: (nullable) (element-type VouchPortfolio): the other portfolios held on this computer.
 * @today: the day of submission.
 *
 * Checks how complete a portfolio is, with the built-in page layout and without private words.
 *
 * Returns: (transfer full): the report.
 */
VouchReport *
vouch_completeness_check (VouchPortfolio *portfolio,
                          VouchPeople *people,
                          GPtrArray *others,
                          VouchDay today)
{
  VouchSurroundings around = { .people = people, .others = others, .today = today };

  return vouch_completeness_check_within (portfolio, &around);
}

/**
 * vouch_completeness_check_within:
 * @portfolio: a portfolio with its definition.
 * @around: what else the check looks at.
 *
 * Checks how complete a portfolio is. It says nothing about quality.
 *
 * Returns: (transfer full): the report.
 */
VouchReport *
vouch_completeness_check_within (VouchPortfolio *portfolio, const VouchSurroundings *around)
{
  Run run = { .report = vouch_report_new () };
  gboolean ready = TRUE;
  GPtrArray *parts;

  g_return_val_if_fail (VOUCH_IS_PORTFOLIO (portfolio), run.report);
  g_return_val_if_fail (vouch_portfolio_get_definition (portfolio) != NULL, run.report);
  g_return_val_if_fail (around != NULL && around->today != VOUCH_DAY_NONE, run.report);

  vouch_check_init (&run.check, portfolio, around);
  parts = vouch_definition_get_parts (run.check.definition);
  for (guint i = 0; i < parts->len; i++)
    if (!visit_part (&run, parts->pdata[i]))
      ready = FALSE;
  visit_rubric (&run);
  vouch_report_set_ready (run.report, ready);
  vouch_check_clear (&run.check);
  return run.report;
}
