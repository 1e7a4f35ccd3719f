/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Breaks one rule of a complete portfolio, and as little else as can be. */
#include "config.h"

#include <string.h>

#include "portfolio-breaker.h"
#include "portfolio-builder.h"

#define FAR_PAST "2015-01-01"

typedef struct {
  VouchPortfolio *portfolio;
  VouchFinding *finding;
  VouchRequirement *requirement;
  VouchConstraint *constraint;
  GPtrArray *items;
  VouchItem *first;
} Break;

static double
number_of (Break *b, const char *name, double fallback)
{
  vouch_constraint_get_number (b->constraint, name, &fallback);
  return fallback;
}

static void
take_back_confirmation (Break *b)
{
  GPtrArray *all = vouch_portfolio_get_confirmations (b->portfolio);

  for (guint i = 0; i < all->len; i++)
    if (g_strcmp0 (vouch_confirmation_get_finding (all->pdata[i]),
                   vouch_finding_get_id (b->finding)) == 0)
      g_ptr_array_remove_index (all, i--);
}

static void
break_length (Break *b)
{
  gboolean most = vouch_constraint_has (b->constraint, "max");
  guint amount = (guint) number_of (b, most ? "max" : "min", 1);
  VouchFacts *facts = vouch_item_get_facts (b->first);
  g_autofree char *text = NULL;

  amount = most ? amount + 1 : amount - 1;
  text = build_words (amount);
  if (vouch_finding_get_kind (b->finding) == VOUCH_CONSTRAINT_KIND_PAGES)
    vouch_facts_set_pages (facts, (int) amount);
  else if (facts != NULL)
    vouch_facts_set_text (facts, text, (int) amount);
  else
    vouch_item_set_text (b->first, text);
}

static void
break_duration (Break *b)
{
  vouch_facts_set_duration_ms (vouch_item_get_facts (b->first),
                               (gint64) (number_of (b, "maxSeconds", -1) * 1000) + 1);
}

static void
break_continuity (Break *b)
{
  g_autoptr (VouchContinuity) own = vouch_continuity_new ();

  if (g_strcmp0 (vouch_constraint_get_text (b->constraint, "mode"), "unedited") != 0) {
    take_back_confirmation (b);
    return;
  }
  vouch_continuity_set_gaps (own, 1);
  vouch_item_set_continuity (b->first, own);
}

static void
set_all (GPtrArray *items, const char *attribute, const char *value)
{
  g_autofree char *copy = g_strdup (value);

  for (guint i = 0; i < items->len; i++)
    vouch_item_set_attribute (items->pdata[i], attribute, copy);
}

static void
break_dates (Break *b)
{
  const char *id = vouch_requirement_get_id (b->requirement);
  const char *from = vouch_constraint_get_text (b->constraint, "from");
  const char *to = vouch_constraint_get_text (b->constraint, "to");
  g_autoptr (GPtrArray) others = NULL;

  if (vouch_finding_get_kind (b->finding) != VOUCH_CONSTRAINT_KIND_ELAPSED) {
    vouch_item_set_attribute (b->first, "date", FAR_PAST);
    return;
  }
  others = build_items_of (b->portfolio, g_strcmp0 (id, from) == 0 ? to : from);
  set_all (b->items, "date", vouch_item_get_attribute (others->pdata[0], "date"));
}

static void
break_attribute (Break *b)
{
  const char *attribute = vouch_constraint_get_text (b->constraint, "attribute");
  VouchItem *last = b->items->pdata[b->items->len - 1];

  switch ((int) vouch_finding_get_kind (b->finding)) {
  case VOUCH_CONSTRAINT_KIND_DISTINCT:
    set_all (b->items, attribute, vouch_item_get_attribute (b->first, attribute));
    break;
  case VOUCH_CONSTRAINT_KIND_SAME: vouch_item_set_attribute (last, attribute, "another"); break;
  case VOUCH_CONSTRAINT_KIND_SPREAD:
    set_all (b->items, attribute, vouch_constraint_get_list (b->constraint, "values")[0]);
    break;
  case VOUCH_CONSTRAINT_KIND_PRE_POST:
    vouch_item_set_attribute (last, vouch_constraint_get_list (b->constraint, "same")[0], "other");
    break;
  default: vouch_item_set_attribute (b->first, "grouping", "oneToOne"); break;
  }
}

static void
break_moments (Break *b)
{
  gboolean coverage =
      vouch_finding_get_kind (b->finding) == VOUCH_CONSTRAINT_KIND_CRITERION_COVERAGE;

  for (guint i = 0; i < b->items->len; i++) {
    GPtrArray *moments = vouch_item_get_moments (b->items->pdata[i]);
    const char *const *criteria = vouch_constraint_get_list (b->constraint, "criteria");

    if (!coverage)
      g_ptr_array_set_size (moments, 0);
    for (guint k = 0; coverage && k < moments->len; k++)
      vouch_moment_set_criterion (moments->pdata[k], criteria[1]);
  }
}

static void
break_privacy (Break *b)
{
  VouchFacts *facts = vouch_item_get_facts (b->first);
  const char *text = vouch_item_get_text (b->first);
  g_autofree char *leaky = NULL;

  if (facts != NULL) {
    vouch_facts_add_identifier (facts, "author", "someone");
    vouch_facts_set_cleanable (facts, FALSE);
    return;
  }
  leaky = g_strconcat ("me@example.org", strchr (text, ' '), NULL);
  vouch_item_set_text (b->first, leaky);
}

static void
break_consent (Break *b)
{
  static const char *const people[] = { "P", NULL };

  vouch_appearance_set_people (vouch_item_get_appearance (b->first), people);
}

static void
break_file (Break *b)
{
  VouchFacts *facts = vouch_item_get_facts (b->first);

  switch ((int) vouch_finding_get_kind (b->finding)) {
  case VOUCH_CONSTRAINT_KIND_FILE_FORMAT: vouch_facts_set_format (facts, "exe"); break;
  case VOUCH_CONSTRAINT_KIND_FILE_SIZE:
    vouch_facts_set_size (facts, (gint64) number_of (b, "maxBytes", 0) + 1);
    break;
  case VOUCH_CONSTRAINT_KIND_LINKS: vouch_facts_add_link (facts, "https://example.org"); break;
  case VOUCH_CONSTRAINT_KIND_AUDIO: vouch_facts_set_tracks (facts, 0, 1); break;
  default: vouch_facts_set_dimensions (facts, 10, 10); break;
  }
}

static const struct {
  VouchConstraintKind kind;
  void (*break_it) (Break *b);
} breakers[] = {
  { VOUCH_CONSTRAINT_KIND_FILE_FORMAT, break_file },
  { VOUCH_CONSTRAINT_KIND_FILE_SIZE, break_file },
  { VOUCH_CONSTRAINT_KIND_LINKS, break_file },
  { VOUCH_CONSTRAINT_KIND_AUDIO, break_file },
  { VOUCH_CONSTRAINT_KIND_PICTURE, break_file },
  { VOUCH_CONSTRAINT_KIND_DURATION, break_duration },
  { VOUCH_CONSTRAINT_KIND_WORDS, break_length },
  { VOUCH_CONSTRAINT_KIND_PAGES, break_length },
  { VOUCH_CONSTRAINT_KIND_CONTINUITY, break_continuity },
  { VOUCH_CONSTRAINT_KIND_ON_SCREEN, take_back_confirmation },
  { VOUCH_CONSTRAINT_KIND_TRANSCRIPT, take_back_confirmation },
  { VOUCH_CONSTRAINT_KIND_TEMPLATE, take_back_confirmation },
  { VOUCH_CONSTRAINT_KIND_DATE_WINDOW, break_dates },
  { VOUCH_CONSTRAINT_KIND_ELAPSED, break_dates },
  { VOUCH_CONSTRAINT_KIND_SEQUENCE, break_dates },
  { VOUCH_CONSTRAINT_KIND_DISTINCT, break_attribute },
  { VOUCH_CONSTRAINT_KIND_SAME, break_attribute },
  { VOUCH_CONSTRAINT_KIND_SPREAD, break_attribute },
  { VOUCH_CONSTRAINT_KIND_PRE_POST, break_attribute },
  { VOUCH_CONSTRAINT_KIND_PARTICIPANTS, break_attribute },
  { VOUCH_CONSTRAINT_KIND_ANNOTATION, break_moments },
  { VOUCH_CONSTRAINT_KIND_CRITERION_COVERAGE, break_moments },
  { VOUCH_CONSTRAINT_KIND_DEIDENTIFICATION, break_privacy },
  { VOUCH_CONSTRAINT_KIND_CONSENT, break_consent },
};

/* The items that the constraint touches. */
static GPtrArray *
touched_items (Break *b)
{
  GPtrArray *items = build_items_of (b->portfolio, vouch_requirement_get_id (b->requirement));

  for (guint i = 0; b->constraint != NULL && i < items->len; i++)
    if (!vouch_constraint_applies_to (b->constraint, vouch_item_get_media (items->pdata[i])))
      g_ptr_array_remove_index (items, i--);
  return items;
}

gboolean
break_constraint (VouchPortfolio *portfolio,
                  VouchFinding *finding,
                  VouchRequirement *requirement,
                  VouchConstraint *constraint)
{
  Break b = { portfolio, finding, requirement, constraint, NULL, NULL };
  g_autoptr (GPtrArray) items = touched_items (&b);

  if (items->len == 0)
    return FALSE;
  b.items = items;
  b.first = items->pdata[0];
  if (vouch_finding_get_kind (finding) == VOUCH_CONSTRAINT_KIND_CITES) {
    g_ptr_array_set_size (vouch_item_get_citations (b.first), 0);
    return TRUE;
  }
  for (gsize i = 0; i < G_N_ELEMENTS (breakers); i++)
    if (breakers[i].kind == vouch_finding_get_kind (finding)) {
      breakers[i].break_it (&b);
      return TRUE;
    }
  return FALSE;
}

/* Takes everything away where something is needed; adds one too many where nothing is. */
static void
break_quantity (Break *b, gboolean needed)
{
  GPtrArray *items = vouch_portfolio_get_items (b->portfolio);

  for (guint i = 0; !needed && i < vouch_requirement_get_max (b->requirement); i++)
    vouch_portfolio_add_item (b->portfolio, b->first);
  for (guint i = 0; needed && i < items->len; i++)
    if (g_strcmp0 (vouch_item_get_requirement (items->pdata[i]),
                   vouch_requirement_get_id (b->requirement)) == 0)
      g_ptr_array_remove_index (items, i--);
}

gboolean
break_standing (VouchPortfolio *portfolio,
                VouchFinding *finding,
                VouchRequirement *requirement,
                gboolean needed)
{
  Break b = { portfolio, finding, requirement, NULL, NULL, NULL };
  g_autoptr (GPtrArray) items = touched_items (&b);

  if (items->len == 0)
    return FALSE;
  b.items = items;
  b.first = items->pdata[0];
  switch ((int) vouch_finding_get_kind (finding)) {
  case VOUCH_CONSTRAINT_KIND_QUANTITY: break_quantity (&b, needed); return TRUE;
  case VOUCH_CONSTRAINT_KIND_READABLE:
    vouch_facts_set_readable_to_end (vouch_item_get_facts (b.first), FALSE);
    return TRUE;
  case VOUCH_CONSTRAINT_KIND_NOT_EMPTY:
    vouch_facts_set_empty (vouch_item_get_facts (b.first), TRUE);
    return TRUE;
  case VOUCH_CONSTRAINT_KIND_UNCHANGED:
    vouch_item_set_integrity (b.first, VOUCH_INTEGRITY_DAMAGED);
    return TRUE;
  default: return FALSE;
  }
}
