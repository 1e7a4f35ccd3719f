/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-card-words"

#include "config.h"
#include "vouch-card-words.h"

#include <glib/gi18n.h>

/**
 * vouch_card_words_of_respondent:
 * @requirement: what is asked for.
 *
 * Returns: (transfer none) (nullable): whose words are asked for, where they are not the teacher's
 *   own.
 */
const char *
vouch_card_words_of_respondent (VouchRequirement *requirement)
{
  switch (vouch_requirement_get_respondent (requirement)) {
  case VOUCH_RESPONDENT_STUDENT:
    return _ (
        "Students answer this. Type what a student says in the student’s own words, or attach "
        "what the student wrote or recorded.");
  case VOUCH_RESPONDENT_FAMILY:
    return _ ("A family answers this. Type their own words, or attach what they wrote.");
  case VOUCH_RESPONDENT_COLLEAGUE:
    return _ ("A colleague answers this. Type the colleague’s own words, or attach them.");
  case VOUCH_RESPONDENT_EARNER:
  default: return NULL;
  }
}

/**
 * vouch_card_words_note:
 * @requirement: what is asked for.
 * @state: how far the portfolio is.
 * @n_items: how much is on the card.
 * @left_out: whether something else was chosen.
 *
 * Returns: (transfer full) (nullable): why a card need not be filled, %NULL when it must.
 */
char *
vouch_card_words_note (VouchRequirement *requirement,
                       VouchPortfolioState *state,
                       guint n_items,
                       gboolean left_out)
{
  g_autofree char *lock = vouch_portfolio_state_explain_lock (state, requirement);

  if (lock != NULL)
    return g_strconcat ("✓ ", lock, NULL);
  if (left_out && n_items > 0)
    return g_strdup (_ ("– Not needed, because you chose something else. What is here is kept, and "
                        "is sent as long as it is here."));
  if (left_out)
    return g_strdup (_ ("– Not needed, because you chose something else."));
  if (!vouch_requirement_get_required (requirement))
    return g_strdup (_ ("You may leave this out."));
  return NULL;
}
