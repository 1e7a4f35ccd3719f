/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-item-state"

#include "config.h"
#include "vouch-item-state.h"

#include "vouch-captions.h"
#include "vouch-check.h"
#include "vouch-constraint-set.h"
#include "vouch-items.h"
#include "vouch-ledger-keeper.h"
#include "vouch-register.h"
#include "vouch-retained.h"
#include "vouch-talks.h"

/**
 * VouchItemState:
 *
 * One item with all that its page shows beside it, read at one moment: its portfolio, what is asked of
 * it, what the completeness check says, and the people who may appear in it.
 */
struct _VouchItemState {
  GObject parent_instance;

  VouchPortfolio *portfolio;
  VouchItem *item;
  VouchRequirement *requirement; /* NULL when the definition asks for no such thing */
  GPtrArray *constraints;
  VouchPeople *people;
  VouchLedger *ledger; /* (nullable): while the class lists are open */
  VouchReport *report;
  char *lock;            /* (nullable): why nothing can be changed */
  VouchFitting *fitting; /* (nullable): when it could not be told */
  VouchDay today;
  GPtrArray *captions; /* (element-type VouchCaption), of a recording; else empty */
  GPtrArray *turns;    /* (element-type VouchTurn) */
};

G_DEFINE_FINAL_TYPE (VouchItemState, vouch_item_state, G_TYPE_OBJECT)

static void
vouch_item_state_finalize (GObject *object)
{
  VouchItemState *self = VOUCH_ITEM_STATE (object);

  g_clear_object (&self->portfolio);
  g_clear_object (&self->item);
  g_clear_object (&self->requirement);
  g_clear_pointer (&self->constraints, g_ptr_array_unref);
  g_clear_object (&self->people);
  g_clear_object (&self->ledger);
  g_clear_object (&self->report);
  g_free (self->lock);
  g_clear_pointer (&self->fitting, vouch_fitting_free);
  g_clear_pointer (&self->captions, g_ptr_array_unref);
  g_clear_pointer (&self->turns, g_ptr_array_unref);

  G_OBJECT_CLASS (vouch_item_state_parent_class)->finalize (object);
}

static void
vouch_item_state_class_init (VouchItemStateClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_item_state_finalize;
}

static void
vouch_item_state_init (VouchItemState *self)
{
}

/* Without it everything else on the page is still of use. */
static void
look_at_fit (VouchItemState *self, VouchWorkspace *workspace, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;

  self->fitting =
      vouch_fitting_look (workspace, vouch_item_get_id (self->item), NULL, cancellable, &error);
  if (self->fitting == NULL && !g_cancellable_is_cancelled (cancellable))
    g_message ("Whether the item fits is not known: %s", error->message);
}

static void
find_requirement (VouchItemState *self)
{
  VouchDefinition *definition = vouch_portfolio_get_definition (self->portfolio);
  VouchRequirement *requirement =
      vouch_definition_find_requirement (definition, vouch_item_get_requirement (self->item));

  g_set_object (&self->requirement, requirement);
  self->constraints =
      requirement != NULL ? vouch_constraint_set_for (definition, requirement) : g_ptr_array_new ();
}

/* What was earned before the rest is only looked at. */
static gboolean
find_lock (VouchItemState *self, VouchWorkspace *workspace, GError **error)
{
  g_autoptr (VouchRetained) retained = vouch_retained_find (workspace, self->portfolio, error);

  if (retained != NULL && self->requirement != NULL &&
      vouch_retained_locks (retained, self->portfolio, self->report, self->requirement))
    self->lock = vouch_retained_explain (retained);
  return retained != NULL;
}

/* What lies over a recording: what is said in it, and which turns were questions and answers. */
static gboolean
load_layers (VouchItemState *self,
             VouchWorkspace *workspace,
             GCancellable *cancellable,
             GError **error)
{
  const char *artifact = vouch_item_get_artifact (self->item);
  VouchMedia media = vouch_item_get_media (self->item);

  if (artifact == NULL || (media != VOUCH_MEDIA_AUDIO && media != VOUCH_MEDIA_VIDEO)) {
    self->captions = g_ptr_array_new ();
    self->turns = g_ptr_array_new ();
    return TRUE;
  }
  self->captions = vouch_captions_list (workspace, artifact, cancellable, error);
  if (self->captions == NULL)
    return FALSE;
  self->turns = vouch_talks_list_turns (workspace, artifact, cancellable, error);
  return self->turns != NULL;
}

/**
 * vouch_item_state_load:
 * @workspace: the workspace.
 * @item: id of an item that is not in the bin.
 * @cancellable: (nullable): stops the work.
 * @error: where to put an error.
 *
 * Blocks; for the workspace's thread.
 *
 * Returns: (transfer full) (nullable): the item as it stands.
 */
VouchItemState *
vouch_item_state_load (VouchWorkspace *workspace,
                       const char *item,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (VouchItemState) self = g_object_new (VOUCH_TYPE_ITEM_STATE, NULL);
  VouchItem *found = vouch_items_find (workspace, item, &self->portfolio, error);

  if (found == NULL)
    return NULL;
  self->item = g_object_ref (found);
  self->today = vouch_clock_today (vouch_workspace_get_clock (workspace));
  find_requirement (self);
  self->people = vouch_register_load (workspace, cancellable, error);
  if (self->people == NULL || !load_layers (self, workspace, cancellable, error))
    return NULL;
  self->ledger = vouch_ledger_keeper_peek (workspace, NULL);
  look_at_fit (self, workspace, cancellable);
  self->report = vouch_check_portfolio (workspace, vouch_portfolio_get_id (self->portfolio),
                                        self->today, cancellable, error);
  if (self->report == NULL || !find_lock (self, workspace, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * vouch_item_state_get_portfolio:
 * @self: what was read.
 *
 * Returns: (transfer none): the portfolio the item is in.
 */
VouchPortfolio *
vouch_item_state_get_portfolio (VouchItemState *self)
{
  g_return_val_if_fail (VOUCH_IS_ITEM_STATE (self), NULL);

  return self->portfolio;
}

/**
 * vouch_item_state_get_definition:
 * @self: what was read.
 *
 * Returns: (transfer none): the definition the portfolio is pinned to.
 */
VouchDefinition *
vouch_item_state_get_definition (VouchItemState *self)
{
  g_return_val_if_fail (VOUCH_IS_ITEM_STATE (self), NULL);

  return vouch_portfolio_get_definition (self->portfolio);
}

/**
 * vouch_item_state_get_item:
 * @self: what was read.
 *
 * Returns: (transfer none): the item.
 */
VouchItem *
vouch_item_state_get_item (VouchItemState *self)
{
  g_return_val_if_fail (VOUCH_IS_ITEM_STATE (self), NULL);

  return self->item;
}

/**
 * vouch_item_state_get_requirement:
 * @self: what was read.
 *
 * Returns: (transfer none) (nullable): what the item is placed on.
 */
VouchRequirement *
vouch_item_state_get_requirement (VouchItemState *self)
{
  g_return_val_if_fail (VOUCH_IS_ITEM_STATE (self), NULL);

  return self->requirement;
}

/**
 * vouch_item_state_get_people:
 * @self: what was read.
 *
 * Returns: (transfer none): the people of the library with their permissions.
 */
VouchPeople *
vouch_item_state_get_people (VouchItemState *self)
{
  g_return_val_if_fail (VOUCH_IS_ITEM_STATE (self), NULL);

  return self->people;
}

/**
 * vouch_item_state_get_ledger:
 * @self: what was read.
 *
 * Returns: (transfer none) (nullable): the class lists, while they are open.
 */
VouchLedger *
vouch_item_state_get_ledger (VouchItemState *self)
{
  g_return_val_if_fail (VOUCH_IS_ITEM_STATE (self), NULL);

  return self->ledger;
}

/**
 * vouch_item_state_get_report:
 * @self: what was read.
 *
 * Returns: (transfer none): how complete the portfolio is.
 */
VouchReport *
vouch_item_state_get_report (VouchItemState *self)
{
  g_return_val_if_fail (VOUCH_IS_ITEM_STATE (self), NULL);

  return self->report;
}

/**
 * vouch_item_state_get_lock:
 * @self: what was read.
 *
 * Returns: (transfer none) (nullable): why nothing can be changed about it, as a sentence.
 */
const char *
vouch_item_state_get_lock (VouchItemState *self)
{
  g_return_val_if_fail (VOUCH_IS_ITEM_STATE (self), NULL);

  return self->lock;
}

/**
 * vouch_item_state_get_fitting:
 * @self: what was read.
 *
 * Returns: (transfer none) (nullable): whether the item fits what is asked of its file, and what can be
 *   done; %NULL when that is not known.
 */
const VouchFitting *
vouch_item_state_get_fitting (VouchItemState *self)
{
  g_return_val_if_fail (VOUCH_IS_ITEM_STATE (self), NULL);

  return self->fitting;
}

/**
 * vouch_item_state_get_today:
 * @self: what was read.
 *
 * Returns: the day on which it was read.
 */
VouchDay
vouch_item_state_get_today (VouchItemState *self)
{
  g_return_val_if_fail (VOUCH_IS_ITEM_STATE (self), VOUCH_DAY_NONE);

  return self->today;
}

/**
 * vouch_item_state_find_constraint:
 * @self: what was read.
 * @kind: a kind of constraint.
 *
 * Returns: (transfer none) (nullable): the first constraint of @kind that applies to the item, be it
 *   the requirement's own or one for all requirements.
 */
VouchConstraint *
vouch_item_state_find_constraint (VouchItemState *self, VouchConstraintKind kind)
{
  g_return_val_if_fail (VOUCH_IS_ITEM_STATE (self), NULL);

  for (guint i = 0; i < self->constraints->len; i++) {
    VouchConstraint *constraint = g_ptr_array_index (self->constraints, i);

    if (vouch_constraint_get_kind (constraint) == kind &&
        vouch_constraint_applies_to (constraint, vouch_item_get_media (self->item)))
      return constraint;
  }
  return NULL;
}

/**
 * vouch_item_state_get_captions:
 * @self: what was read.
 *
 * Returns: (transfer none) (element-type VouchCaption): what is said in the recording, by time.
 */
GPtrArray *
vouch_item_state_get_captions (VouchItemState *self)
{
  g_return_val_if_fail (VOUCH_IS_ITEM_STATE (self), NULL);

  return self->captions;
}

/**
 * vouch_item_state_get_turns:
 * @self: what was read.
 *
 * Returns: (transfer none) (element-type VouchTurn): what the teacher says which turns were, by time.
 */
GPtrArray *
vouch_item_state_get_turns (VouchItemState *self)
{
  g_return_val_if_fail (VOUCH_IS_ITEM_STATE (self), NULL);

  return self->turns;
}

/* How long the other recordings are that count towards the same sum. */
static gint64
length_of_others (VouchItemState *self)
{
  GPtrArray *items = vouch_portfolio_get_items (self->portfolio);
  gint64 sum = 0;

  for (guint i = 0; i < items->len; i++) {
    VouchItem *item = g_ptr_array_index (items, i);

    if (g_strcmp0 (vouch_item_get_id (item), vouch_item_get_id (self->item)) != 0 &&
        g_strcmp0 (vouch_item_get_requirement (item), vouch_item_get_requirement (self->item)) == 0)
      sum += MAX (0, vouch_item_get_duration_ms (item));
  }
  return sum;
}

/**
 * vouch_item_state_get_length:
 * @self: what was read.
 *
 * Where the lengths of several recordings are added up, what the others leave of it counts.
 *
 * Returns: how long the recording may be, in milliseconds; -1 where nothing is asked for.
 */
VouchRange
vouch_item_state_get_length (VouchItemState *self)
{
  VouchConstraint *limit;
  VouchRange length = { -1, -1 };
  gint64 others;

  g_return_val_if_fail (VOUCH_IS_ITEM_STATE (self), length);

  limit = vouch_item_state_find_constraint (self, VOUCH_CONSTRAINT_KIND_DURATION);
  if (limit == NULL)
    return length;
  length = vouch_range_from_constraint (limit, "minSeconds", "maxSeconds", 1000);
  if (vouch_constraint_get_scope (limit) != VOUCH_SCOPE_TOTAL)
    return length;
  others = length_of_others (self);
  if (length.min >= 0)
    length.min = MAX (0, length.min - others);
  if (length.max >= 0)
    length.max = MAX (0, length.max - others);
  return length;
}
