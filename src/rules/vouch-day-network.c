/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-day-network"

#include "config.h"
#include "vouch-day-network.h"

/*
 * A system of difference constraints (Cormen et al., "Introduction to Algorithms", 24.4): each
 * condition is day[to] >= day[from] + least.  Node 0 is the calendar's beginning, day 0; bounds are
 * conditions between it and another node.  The longest paths from node 0 are the earliest days, those
 * to node 0 the latest ones; a circle of positive length is a contradiction.
 */

/* Days that nothing binds stay within this. */
#define FIRST_DAY 0
#define LAST_DAY 4000000

typedef struct {
  guint from;
  guint to;
  gint64 least;
  gboolean wish;
  char *reason;
} Condition;

struct _VouchDayNetwork {
  GArray *conditions;
  guint n_days;
  gint64 *earliest;
  gint64 *latest;
  guint *because; /* the condition that sets the latest day, plus one */
};

static void
clear_condition (gpointer data)
{
  g_free (((Condition *) data)->reason);
}

static Condition *
get_condition (VouchDayNetwork *self, guint index)
{
  return &g_array_index (self->conditions, Condition, index);
}

/* Tells the reasons along the circle in which NODE is or to which its causes lead. */
static void
tell_circle (VouchDayNetwork *self, const guint *causes, guint node, GPtrArray *conflict)
{
  guint at = node, start;

  for (guint i = 0; i <= self->n_days; i++)
    at = get_condition (self, causes[at] - 1)->from;
  start = at;
  do {
    Condition *condition = get_condition (self, causes[at] - 1);

    if (condition->reason != NULL &&
        !g_ptr_array_find_with_equal_func (conflict, condition->reason, g_str_equal, NULL))
      g_ptr_array_insert (conflict, 0, g_strdup (condition->reason));
    at = condition->from;
  } while (at != start);
}

/* Earliest days; FALSE when there is a circle. */
static gboolean
push_forward (VouchDayNetwork *self, gboolean wishes, GPtrArray *conflict)
{
  g_autofree guint *causes = g_new0 (guint, self->n_days + 1);
  guint changed = 0;

  for (guint i = 0; i <= self->n_days; i++)
    self->earliest[i] = FIRST_DAY;
  for (guint round = 0; round <= self->n_days + 1; round++) {
    changed = 0;
    for (guint i = 0; i < self->conditions->len; i++) {
      Condition *one = get_condition (self, i);

      if ((one->wish && !wishes) ||
          self->earliest[one->from] + one->least <= self->earliest[one->to])
        continue;
      self->earliest[one->to] = self->earliest[one->from] + one->least;
      causes[one->to] = i + 1;
      changed = one->to + 1;
    }
    if (changed == 0)
      return TRUE;
  }
  if (conflict != NULL)
    tell_circle (self, causes, changed - 1, conflict);
  return FALSE;
}

static void
push_back (VouchDayNetwork *self, gboolean wishes)
{
  gboolean changed = TRUE;

  for (guint i = 0; i <= self->n_days; i++) {
    self->latest[i] = i == 0 ? FIRST_DAY : LAST_DAY;
    self->because[i] = 0;
  }
  while (changed) {
    changed = FALSE;
    for (guint i = 0; i < self->conditions->len; i++) {
      Condition *one = get_condition (self, i);

      if ((one->wish && !wishes) || self->latest[one->to] - one->least >= self->latest[one->from])
        continue;
      self->latest[one->from] = self->latest[one->to] - one->least;
      self->because[one->from] = i + 1;
      changed = TRUE;
    }
  }
}

/**
 * vouch_day_network_new:
 *
 * Returns: (transfer full): a network without days.
 */
VouchDayNetwork *
vouch_day_network_new (void)
{
  VouchDayNetwork *self = g_new0 (VouchDayNetwork, 1);

  self->conditions = g_array_new (FALSE, FALSE, sizeof (Condition));
  g_array_set_clear_func (self->conditions, clear_condition);
  return self;
}

/**
 * vouch_day_network_free:
 * @self: (transfer full): a network.
 *
 * Frees it.
 */
void
vouch_day_network_free (VouchDayNetwork *self)
{
  g_array_unref (self->conditions);
  g_free (self->earliest);
  g_free (self->latest);
  g_free (self->because);
  g_free (self);
}

/**
 * vouch_day_network_add_day:
 * @self: a network.
 *
 * Returns: the number of a new day that nothing binds yet.
 */
guint
vouch_day_network_add_day (VouchDayNetwork *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return ++self->n_days;
}

/**
 * vouch_day_network_bind:
 * @self: a network.
 * @from: a day.
 * @to: another one.
 * @least: so many days after @from at least; negative for "so many days before it at most".
 * @wish: whether it is only a wish.
 * @reason: (nullable): a sentence that says why.
 *
 * Binds a day to another one.
 */
void
vouch_day_network_bind (VouchDayNetwork *self,
                        guint from,
                        guint to,
                        gint64 least,
                        gboolean wish,
                        const char *reason)
{
  Condition condition = { from, to, least, wish, g_strdup (reason) };

  g_return_if_fail (self != NULL && from <= self->n_days && to <= self->n_days);

  g_array_append_val (self->conditions, condition);
}

/**
 * vouch_day_network_not_before:
 * @self: a network.
 * @day: a day.
 * @first: its first possible value.
 * @wish: whether it is only a wish.
 * @reason: (nullable): a sentence that says why.
 *
 * Binds a day to the calendar.
 */
void
vouch_day_network_not_before (VouchDayNetwork *self,
                              guint day,
                              gint64 first,
                              gboolean wish,
                              const char *reason)
{
  vouch_day_network_bind (self, 0, day, first, wish, reason);
}

/**
 * vouch_day_network_not_after:
 * @self: a network.
 * @day: a day.
 * @last: its last possible value.
 * @wish: whether it is only a wish.
 * @reason: (nullable): a sentence that says why.
 *
 * Binds a day to the calendar.
 */
void
vouch_day_network_not_after (VouchDayNetwork *self,
                             guint day,
                             gint64 last,
                             gboolean wish,
                             const char *reason)
{
  vouch_day_network_bind (self, day, 0, -last, wish, reason);
}

/**
 * vouch_day_network_mark:
 * @self: a network.
 *
 * Returns: a mark to which the conditions can be taken back.
 */
guint
vouch_day_network_mark (VouchDayNetwork *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->conditions->len;
}

/**
 * vouch_day_network_return_to:
 * @self: a network.
 * @mark: a mark.
 *
 * Forgets the conditions that came after the mark.
 */
void
vouch_day_network_return_to (VouchDayNetwork *self, guint mark)
{
  g_return_if_fail (self != NULL && mark <= self->conditions->len);

  g_array_set_size (self->conditions, mark);
}

/**
 * vouch_day_network_solve:
 * @self: a network.
 * @wishes: whether wishes are conditions too.
 * @conflict: (nullable) (element-type utf8): gets the reasons that contradict each other.
 *
 * Finds the earliest and the latest days.
 *
 * Returns: whether all conditions can be kept together. Then all earliest days together keep them,
 *   and so do all latest days.
 */
gboolean
vouch_day_network_solve (VouchDayNetwork *self, gboolean wishes, GPtrArray *conflict)
{
  g_return_val_if_fail (self != NULL, FALSE);

  self->earliest = g_renew (gint64, self->earliest, self->n_days + 1);
  self->latest = g_renew (gint64, self->latest, self->n_days + 1);
  self->because = g_renew (guint, self->because, self->n_days + 1);
  if (!push_forward (self, wishes, conflict))
    return FALSE;
  push_back (self, wishes);
  return TRUE;
}

/**
 * vouch_day_network_get_earliest:
 * @self: a solved network.
 * @day: a day.
 *
 * Returns: its earliest value.
 */
gint64
vouch_day_network_get_earliest (VouchDayNetwork *self, guint day)
{
  g_return_val_if_fail (self != NULL && day <= self->n_days, 0);

  return self->earliest[day];
}

/**
 * vouch_day_network_get_latest:
 * @self: a solved network.
 * @day: a day.
 *
 * Returns: its latest value.
 */
gint64
vouch_day_network_get_latest (VouchDayNetwork *self, guint day)
{
  g_return_val_if_fail (self != NULL && day <= self->n_days, 0);

  return self->latest[day];
}

/**
 * vouch_day_network_get_reason:
 * @self: a solved network.
 * @day: a day.
 *
 * Returns: (transfer none) (nullable): why it cannot be later than its latest value.
 */
const char *
vouch_day_network_get_reason (VouchDayNetwork *self, guint day)
{
  g_return_val_if_fail (self != NULL && day <= self->n_days, NULL);

  return self->because[day] > 0 ? get_condition (self, self->because[day] - 1)->reason : NULL;
}
