/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-portfolio"

#include "config.h"
#include "vouch-portfolio.h"

#include "vouch-accessors.h"

/**
 * VouchPortfolio:
 *
 * One earner's work toward one definition. The definition is the one it was begun on, for ever.
 */
struct _VouchPortfolio {
  GObject parent_instance;

  char *id;
  char *title;
  VouchDefinition *definition;
  gint64 created_ms;
  gint64 changed_ms;
  GPtrArray *items;
  GHashTable *captions; /* SHA-256 → GPtrArray of VouchCaption */
  char **chosen;
  GPtrArray *confirmations;
  GPtrArray *self_assessments;
  GPtrArray *goals;
  char **submitted;
};

G_DEFINE_FINAL_TYPE (VouchPortfolio, vouch_portfolio, G_TYPE_OBJECT)

static void
vouch_portfolio_finalize (GObject *object)
{
  VouchPortfolio *self = VOUCH_PORTFOLIO (object);

  g_free (self->id);
  g_free (self->title);
  g_clear_object (&self->definition);
  g_ptr_array_unref (self->items);
  g_hash_table_unref (self->captions);
  g_strfreev (self->chosen);
  g_ptr_array_unref (self->confirmations);
  g_ptr_array_unref (self->self_assessments);
  g_ptr_array_unref (self->goals);
  g_strfreev (self->submitted);

  G_OBJECT_CLASS (vouch_portfolio_parent_class)->finalize (object);
}

static void
vouch_portfolio_class_init (VouchPortfolioClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_portfolio_finalize;
}

static void
vouch_portfolio_init (VouchPortfolio *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  self->captions =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  self->confirmations = g_ptr_array_new_with_free_func (g_object_unref);
  self->self_assessments = g_ptr_array_new_with_free_func (g_object_unref);
  self->goals = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * vouch_portfolio_new:
 *
 * Returns: (transfer full): an empty portfolio, to be filled by its setters.
 */
VouchPortfolio *
vouch_portfolio_new (void)
{
  return g_object_new (VOUCH_TYPE_PORTFOLIO, NULL);
}

VOUCH_DEFINE_STRING (VouchPortfolio, vouch_portfolio, id)
VOUCH_DEFINE_STRING (VouchPortfolio, vouch_portfolio, title)
VOUCH_DEFINE_OBJECT (VouchPortfolio, vouch_portfolio, VouchDefinition, definition)
VOUCH_DEFINE_VALUE (VouchPortfolio, vouch_portfolio, gint64, created_ms)
VOUCH_DEFINE_VALUE (VouchPortfolio, vouch_portfolio, gint64, changed_ms)
VOUCH_DEFINE_ARRAY (VouchPortfolio, vouch_portfolio, VouchItem, items, item)
VOUCH_DEFINE_STRV (VouchPortfolio, vouch_portfolio, chosen)
VOUCH_DEFINE_ARRAY (VouchPortfolio, vouch_portfolio, VouchConfirmation, confirmations, confirmation)
VOUCH_DEFINE_ARRAY (VouchPortfolio,
                    vouch_portfolio,
                    VouchSelfAssessment,
                    self_assessments,
                    self_assessment)
VOUCH_DEFINE_ARRAY (VouchPortfolio, vouch_portfolio, VouchGoal, goals, goal)
VOUCH_DEFINE_STRV (VouchPortfolio, vouch_portfolio, submitted)

/**
 * vouch_portfolio_find_item:
 * @self: a portfolio.
 * @id: (nullable): an id.
 *
 * Returns: (transfer none) (nullable): the item of that id, or %NULL.
 */
VouchItem *
vouch_portfolio_find_item (VouchPortfolio *self, const char *id)
{
  g_return_val_if_fail (VOUCH_IS_PORTFOLIO (self), NULL);

  for (guint i = 0; i < self->items->len; i++) {
    VouchItem *candidate = g_ptr_array_index (self->items, i);

    if (g_strcmp0 (vouch_item_get_id (candidate), id) == 0)
      return candidate;
  }
  return NULL;
}

/**
 * vouch_portfolio_get_captions:
 * @self: a portfolio.
 * @artifact: (nullable): SHA-256 of a recording that is placed in it.
 *
 * Returns: (transfer none) (nullable) (element-type VouchCaption): its captions in their order, or %NULL
 *   when it has none.
 */
GPtrArray *
vouch_portfolio_get_captions (VouchPortfolio *self, const char *artifact)
{
  g_return_val_if_fail (VOUCH_IS_PORTFOLIO (self), NULL);

  return artifact != NULL ? g_hash_table_lookup (self->captions, artifact) : NULL;
}

/**
 * vouch_portfolio_add_caption:
 * @self: a portfolio.
 * @artifact: SHA-256 of a recording that is placed in it.
 * @caption: its next caption.
 *
 * Adds a caption.
 */
void
vouch_portfolio_add_caption (VouchPortfolio *self, const char *artifact, VouchCaption *caption)
{
  GPtrArray *captions;

  g_return_if_fail (VOUCH_IS_PORTFOLIO (self) && artifact != NULL && VOUCH_IS_CAPTION (caption));

  captions = g_hash_table_lookup (self->captions, artifact);
  if (captions == NULL) {
    captions = g_ptr_array_new_with_free_func (g_object_unref);
    g_hash_table_insert (self->captions, g_strdup (artifact), captions);
  }
  g_ptr_array_add (captions, g_object_ref (caption));
}
