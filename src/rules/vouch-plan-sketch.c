/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-plan-sketch"

#include "config.h"
#include "vouch-plan-sketch.h"

#include <glib/gi18n-lib.h>

#include "vouch-constraint-set.h"

/* How long the beginning and the end of a school year last, for what is best collected then. */
#define SEASON_DAYS 56

/* Evidence is best there a week before it is sent, so that there is time to look and to write;
 * answers two days before. */
#define EVIDENCE_RESERVE 7
#define ANSWER_RESERVE 2

struct _VouchPlanSketch {
  VouchPortfolio *portfolio;
  VouchPlan *year;
  VouchDay today;
  VouchDayNetwork *network;
  GArray *events;
  guint own; /* conditions up to this mark hold whatever the day of sending */
};

static VouchSketchEvent *
get_event (VouchPlanSketch *self, guint index)
{
  return &g_array_index (self->events, VouchSketchEvent, index);
}

/* The days of what is attached already, by round. */
typedef struct {
  guint n;
  VouchDay first;
  VouchDay last;
} Attached;

static Attached
look_at_items (VouchPortfolio *portfolio, VouchRequirement *requirement, VouchSketchRound round)
{
  static const char *const occasions[] = { NULL, "pre", "post" };
  GPtrArray *items = vouch_portfolio_get_items (portfolio);
  Attached found = { 0 };

  for (guint i = 0; i < items->len; i++) {
    VouchItem *item = g_ptr_array_index (items, i);
    VouchDay day = vouch_item_get_date (item);

    if (g_strcmp0 (vouch_item_get_requirement (item), vouch_requirement_get_id (requirement)) !=
            0 ||
        (round != VOUCH_SKETCH_ROUND_ONLY &&
         g_strcmp0 (vouch_item_get_attribute (item, "occasion"), occasions[round]) != 0))
      continue;
    found.n++;
    if (day == VOUCH_DAY_NONE)
      continue;
    found.first = found.first == VOUCH_DAY_NONE ? day : MIN (found.first, day);
    found.last = MAX (found.last, day);
  }
  return found;
}

/* The days of an event.  What is there is fixed where its date is known and past where it is not;
 * what is not there yet cannot have been before today. */
static void
place_event (VouchPlanSketch *self, VouchSketchEvent *event, guint enough)
{
  Attached there = look_at_items (self->portfolio, event->requirement, event->round);
  VouchDayNetwork *network = self->network;

  event->done = there.n >= MAX (enough, 1);
  event->first = vouch_day_network_add_day (network);
  event->last = there.n > 0 ? vouch_day_network_add_day (network) : event->first;
  if (event->last != event->first)
    vouch_day_network_bind (network, event->first, event->last, 0, FALSE, NULL);
  if (there.first != VOUCH_DAY_NONE) {
    vouch_day_network_not_before (network, event->first, there.first, FALSE, NULL);
    vouch_day_network_not_after (network, event->first, there.first, FALSE, NULL);
  }
  if (!event->done)
    vouch_day_network_not_before (network, event->last, self->today, FALSE, NULL);
  else if (there.last != VOUCH_DAY_NONE) {
    vouch_day_network_not_before (network, event->last, there.last, FALSE, NULL);
    vouch_day_network_not_after (network, event->last, there.last, FALSE, NULL);
  } else {
    vouch_day_network_not_after (network, event->last, self->today, FALSE, NULL);
  }
}

static VouchConstraint *
find_pairs (GPtrArray *constraints)
{
  for (guint i = 0; i < constraints->len; i++)
    if (vouch_constraint_get_kind (constraints->pdata[i]) == VOUCH_CONSTRAINT_KIND_PRE_POST &&
        vouch_constraint_get_severity (constraints->pdata[i]) == VOUCH_SEVERITY_REQUIRED)
      return constraints->pdata[i];
  return NULL;
}

static guint
get_number (VouchConstraint *constraint, const char *name, guint otherwise)
{
  double value;

  return vouch_constraint_get_number (constraint, name, &value) ? (guint) value : otherwise;
}

static void
add_events (VouchPlanSketch *self, VouchPart *part, VouchRequirement *requirement)
{
  g_autoptr (GPtrArray) constraints =
      vouch_constraint_set_for (vouch_portfolio_get_definition (self->portfolio), requirement);
  VouchConstraint *pairs = find_pairs (constraints);
  VouchSketchEvent event = { .requirement = requirement, .part = part };
  VouchSketchEvent second;
  guint days;
  g_autofree char *reason = NULL;

  if (pairs == NULL) {
    place_event (self, &event, vouch_requirement_get_min (requirement));
    g_array_append_val (self->events, event);
    return;
  }
  days = get_number (pairs, "minDaysBetween", 0);
  event.bound = TRUE;
  second = event;
  event.round = VOUCH_SKETCH_ROUND_FIRST;
  second.round = VOUCH_SKETCH_ROUND_SECOND;
  place_event (self, &event, get_number (pairs, "minPairs", 1));
  place_event (self, &second, get_number (pairs, "minPairs", 1));
  g_array_append_val (self->events, event);
  g_array_append_val (self->events, second);
  reason = g_strdup_printf (ngettext ("The two rounds of “%s” need at least %u day between them.",
                                      "The two rounds of “%s” need at least %u days between them.",
                                      days),
                            vouch_requirement_get_title (requirement), days);
  vouch_day_network_bind (self->network, event.last, second.first, days, FALSE, reason);
}

/* The events of a requirement are one or two that follow each other. */
static gboolean
find_events (VouchPlanSketch *self, const char *requirement, guint *first, guint *last)
{
  gboolean found = FALSE;

  for (guint i = 0; i < self->events->len; i++) {
    if (g_strcmp0 (vouch_requirement_get_id (get_event (self, i)->requirement), requirement) != 0)
      continue;
    if (!found)
      *first = i;
    *last = i;
    found = TRUE;
  }
  return found;
}

static const char *
get_title (VouchPlanSketch *self, guint event)
{
  return vouch_requirement_get_title (get_event (self, event)->requirement);
}

static void
bind_elapsed (VouchPlanSketch *self, VouchConstraint *constraint, gboolean wish)
{
  guint from, to, unused;
  guint least = get_number (constraint, "minDays", 0);
  guint most = get_number (constraint, "maxDays", G_MAXUINT);
  g_autofree char *reason = NULL;
  g_autofree char *other = NULL;

  if (!find_events (self, vouch_constraint_get_text (constraint, "from"), &from, &unused) ||
      !find_events (self, vouch_constraint_get_text (constraint, "to"), &unused, &to))
    return;
  get_event (self, from)->bound = get_event (self, to)->bound = TRUE;
  reason = g_strdup_printf (ngettext ("At least %u day lies between “%s” and “%s”.",
                                      "At least %u days lie between “%s” and “%s”.", least),
                            least, get_title (self, from), get_title (self, to));
  vouch_day_network_bind (self->network, get_event (self, from)->first, get_event (self, to)->last,
                          least, wish, reason);
  if (most == G_MAXUINT)
    return;
  other = g_strdup_printf (ngettext ("At most %u day lies between “%s” and “%s”.",
                                     "At most %u days lie between “%s” and “%s”.", most),
                           most, get_title (self, from), get_title (self, to));
  vouch_day_network_bind (self->network, get_event (self, to)->last, get_event (self, from)->first,
                          -(gint64) most, wish, other);
}

static void
bind_order (VouchPlanSketch *self, const char *earlier, const char *later, gboolean wish)
{
  guint first, last, start, end;
  g_autofree char *reason = NULL;

  if (g_strcmp0 (earlier, later) == 0 || !find_events (self, earlier, &first, &last) ||
      !find_events (self, later, &start, &end))
    return;
  get_event (self, last)->bound = get_event (self, start)->bound = TRUE;
  reason = g_strdup_printf (_ ("“%s” comes after “%s”."), get_title (self, start),
                            get_title (self, last));
  vouch_day_network_bind (self->network, get_event (self, last)->last,
                          get_event (self, start)->first, 0, wish, reason);
}

static void
bind_window (VouchPlanSketch *self, VouchConstraint *constraint, guint event, gboolean wish)
{
  VouchDay first = VOUCH_DAY_NONE, last = VOUCH_DAY_NONE;

  if (vouch_day_parse (vouch_constraint_get_text (constraint, "notBefore"), &first)) {
    g_autofree char *day = vouch_day_format_for_people (first);
    g_autofree char *reason =
        g_strdup_printf (_ ("“%s” counts from %s on."), get_title (self, event), day);

    vouch_day_network_not_before (self->network, get_event (self, event)->first, first, wish,
                                  reason);
  }
  if (vouch_day_parse (vouch_constraint_get_text (constraint, "notAfter"), &last)) {
    g_autofree char *day = vouch_day_format_for_people (last);
    g_autofree char *reason =
        g_strdup_printf (_ ("“%s” counts until %s."), get_title (self, event), day);

    vouch_day_network_not_after (self->network, get_event (self, event)->last, last, wish, reason);
  }
  get_event (self, event)->bound = TRUE;
}

static void
bind_constraint (VouchPlanSketch *self, VouchConstraint *constraint, guint event)
{
  gboolean wish = vouch_constraint_get_severity (constraint) != VOUCH_SEVERITY_REQUIRED;
  const char *own = vouch_requirement_get_id (get_event (self, event)->requirement);
  const char *const *after = vouch_constraint_get_list (constraint, "after");
  const char *const *before = vouch_constraint_get_list (constraint, "before");

  switch (vouch_constraint_get_kind (constraint)) {
  case VOUCH_CONSTRAINT_KIND_ELAPSED: bind_elapsed (self, constraint, wish); break;
  case VOUCH_CONSTRAINT_KIND_SEQUENCE:
    for (guint i = 0; after[i] != NULL; i++)
      bind_order (self, after[i], own, wish);
    for (guint i = 0; before[i] != NULL; i++)
      bind_order (self, own, before[i], wish);
    break;
  case VOUCH_CONSTRAINT_KIND_DATE_WINDOW: bind_window (self, constraint, event, wish); break;
  default: break;
  }
}

static void
bind_timing (VouchPlanSketch *self, guint index)
{
  VouchSketchEvent *event = get_event (self, index);
  VouchTiming timing = vouch_requirement_get_timing (event->requirement);
  g_autofree char *reason = NULL;

  if (self->year == NULL || event->done)
    return;
  if (timing == VOUCH_TIMING_BEGINNING_OF_YEAR) {
    reason = g_strdup_printf (_ ("“%s” is best collected at the beginning of the school year."),
                              get_title (self, index));
    vouch_day_network_not_after (self->network, event->last,
                                 (gint64) vouch_plan_get_first (self->year) + SEASON_DAYS, TRUE,
                                 reason);
  } else if (timing == VOUCH_TIMING_END_OF_YEAR) {
    vouch_day_network_not_before (self->network, event->first,
                                  (gint64) vouch_plan_get_last (self->year) - SEASON_DAYS, TRUE,
                                  NULL);
  }
}

/* A part that builds on another one is worked on when that one is there.  What was collected early
 * stays where it is. */
static void
bind_parts (VouchPlanSketch *self, VouchPart *part)
{
  const char *const *needs = vouch_part_get_depends_on (part);

  for (guint n = 0; needs[n] != NULL; n++)
    for (guint i = 0; i < self->events->len; i++)
      for (guint k = 0; k < self->events->len; k++) {
        VouchSketchEvent *later = get_event (self, i), *earlier = get_event (self, k);
        g_autofree char *reason = NULL;

        if (later->part != part || later->done ||
            g_strcmp0 (vouch_part_get_id (earlier->part), needs[n]) != 0)
          continue;
        reason = g_strdup_printf (_ ("“%s” builds on “%s”."), vouch_part_get_title (part),
                                  vouch_part_get_title (earlier->part));
        vouch_day_network_bind (self->network, earlier->last, later->last, 0, FALSE, reason);
      }
}

static gboolean
is_member (const char *const *members, VouchRequirement *requirement)
{
  return g_strv_contains (members, vouch_requirement_get_id (requirement));
}

/* Of a choice, what was chosen counts; before that, the first options. */
static gboolean
is_left_out (VouchPlanSketch *self, VouchPart *part, VouchRequirement *requirement)
{
  GPtrArray *choices = vouch_part_get_choices (part);
  const char *const *chosen = vouch_portfolio_get_chosen (self->portfolio);
  gboolean member = FALSE;

  for (guint i = 0; i < choices->len; i++) {
    GPtrArray *options = vouch_choice_get_options (choices->pdata[i]);
    gboolean decided = FALSE;

    for (guint k = 0; k < options->len; k++)
      decided = decided || g_strv_contains (chosen, vouch_choice_option_get_id (options->pdata[k]));
    for (guint k = 0; k < options->len; k++) {
      if (!is_member (vouch_choice_option_get_members (options->pdata[k]), requirement))
        continue;
      if (decided ? g_strv_contains (chosen, vouch_choice_option_get_id (options->pdata[k]))
                  : k < vouch_choice_get_min_options (choices->pdata[i]))
        return FALSE;
      member = TRUE;
    }
  }
  return member;
}

/* What need not be there counts when something is attached, or when its days are asked about. */
static gboolean
is_wanted (VouchPlanSketch *self, VouchPart *part, VouchRequirement *requirement)
{
  GPtrArray *own = vouch_requirement_get_constraints (requirement);

  if (is_left_out (self, part, requirement))
    return FALSE;
  if (vouch_part_get_required (part) && vouch_requirement_get_required (requirement))
    return TRUE;
  if (look_at_items (self->portfolio, requirement, VOUCH_SKETCH_ROUND_ONLY).n > 0)
    return TRUE;
  for (guint i = 0; i < own->len; i++)
    switch (vouch_constraint_get_kind (own->pdata[i])) {
    case VOUCH_CONSTRAINT_KIND_ELAPSED:
    case VOUCH_CONSTRAINT_KIND_SEQUENCE: return TRUE;
    default: break;
    }
  return FALSE;
}

static void
sketch_events (VouchPlanSketch *self)
{
  GPtrArray *parts = vouch_definition_get_parts (vouch_portfolio_get_definition (self->portfolio));

  for (guint i = 0; i < parts->len; i++) {
    GPtrArray *requirements = vouch_part_get_requirements (parts->pdata[i]);

    for (guint k = 0; k < requirements->len; k++)
      if (is_wanted (self, parts->pdata[i], requirements->pdata[k]))
        add_events (self, parts->pdata[i], requirements->pdata[k]);
  }
  for (guint i = 0; i < self->events->len; i++) {
    g_autoptr (GPtrArray) constraints = vouch_constraint_set_for (
        vouch_portfolio_get_definition (self->portfolio), get_event (self, i)->requirement);

    for (guint k = 0; k < constraints->len; k++)
      bind_constraint (self, constraints->pdata[k], i);
    bind_timing (self, i);
  }
  for (guint i = 0; i < parts->len; i++)
    bind_parts (self, parts->pdata[i]);
}

/**
 * vouch_plan_sketch_new:
 * @portfolio: a portfolio with its definition.
 * @year: (nullable): the school year, for what is best collected at its beginning or end.
 * @today: the day that is now.
 *
 * Returns: (transfer full): its events and what binds them.
 */
VouchPlanSketch *
vouch_plan_sketch_new (VouchPortfolio *portfolio, VouchPlan *year, VouchDay today)
{
  VouchPlanSketch *self = g_new0 (VouchPlanSketch, 1);

  self->portfolio = g_object_ref (portfolio);
  self->year = year != NULL ? g_object_ref (year) : NULL;
  self->today = today;
  self->network = vouch_day_network_new ();
  self->events = g_array_new (FALSE, TRUE, sizeof (VouchSketchEvent));
  sketch_events (self);
  self->own = vouch_day_network_mark (self->network);
  return self;
}

/**
 * vouch_plan_sketch_free:
 * @self: (transfer full): a sketch.
 *
 * Frees it.
 */
void
vouch_plan_sketch_free (VouchPlanSketch *self)
{
  g_object_unref (self->portfolio);
  g_clear_object (&self->year);
  vouch_day_network_free (self->network);
  g_array_unref (self->events);
  g_free (self);
}

/**
 * vouch_plan_sketch_get_events:
 * @self: a sketch.
 *
 * Returns: (transfer none) (element-type VouchSketchEvent): its events.
 */
GArray *
vouch_plan_sketch_get_events (VouchPlanSketch *self)
{
  return self->events;
}

/**
 * vouch_plan_sketch_get_network:
 * @self: a sketch.
 *
 * Returns: (transfer none): the days of its events.
 */
VouchDayNetwork *
vouch_plan_sketch_get_network (VouchPlanSketch *self)
{
  return self->network;
}

static void
bind_age (VouchPlanSketch *self, guint index, VouchDay send)
{
  VouchSketchEvent *event = get_event (self, index);
  g_autoptr (GPtrArray) constraints = vouch_constraint_set_for (
      vouch_portfolio_get_definition (self->portfolio), event->requirement);

  for (guint i = 0; i < constraints->len; i++) {
    VouchConstraint *one = g_ptr_array_index (constraints, i);
    gboolean wish = vouch_constraint_get_severity (one) != VOUCH_SEVERITY_REQUIRED;
    guint months = get_number (one, "maxAgeMonths", 0);
    g_autofree char *reason = NULL;

    if (vouch_constraint_get_kind (one) != VOUCH_CONSTRAINT_KIND_DATE_WINDOW || months == 0)
      continue;
    reason = g_strdup_printf (ngettext ("“%s” may be %u month old when it is sent.",
                                        "“%s” may be %u months old when it is sent.", months),
                              get_title (self, index), months);
    vouch_day_network_not_before (self->network, event->first,
                                  vouch_day_subtract_months (send, months), wish, reason);
  }
}

/**
 * vouch_plan_sketch_try:
 * @self: a sketch.
 * @send: a day of sending.
 * @wishes: whether what is only advised shall be kept too.
 * @conflict: (nullable) (element-type utf8): gets the reasons that stand against that day.
 *
 * Tries a day of sending. The network then holds the days that go with it.
 *
 * Returns: whether everything fits.
 */
gboolean
vouch_plan_sketch_try (VouchPlanSketch *self, VouchDay send, gboolean wishes, GPtrArray *conflict)
{
  vouch_day_network_return_to (self->network, self->own);
  for (guint i = 0; i < self->events->len; i++) {
    VouchSketchEvent *event = get_event (self, i);
    gint64 reserve =
        vouch_requirement_get_kind (event->requirement) == VOUCH_REQUIREMENT_KIND_PROMPT
            ? ANSWER_RESERVE
            : EVIDENCE_RESERVE;

    vouch_day_network_not_after (self->network, event->last, send, FALSE, NULL);
    if (!event->done)
      vouch_day_network_not_after (self->network, event->last, (gint64) send - reserve, TRUE, NULL);
    bind_age (self, i, send);
  }
  return vouch_day_network_solve (self->network, wishes, conflict);
}
