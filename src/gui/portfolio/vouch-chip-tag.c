/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-chip-tag"

#include "config.h"
#include "vouch-chip-tag.h"

/**
 * VouchChipTag:
 *
 * Marks the words in a text that stand for a citation. Each chip has a tag of its own, so that two
 * beside each other stay two.
 */
struct _VouchChipTag {
  GtkTextTag parent_instance;

  VouchCitation *citation;
  char *words;
};

G_DEFINE_FINAL_TYPE (VouchChipTag, vouch_chip_tag, GTK_TYPE_TEXT_TAG)

static void
vouch_chip_tag_finalize (GObject *object)
{
  VouchChipTag *self = VOUCH_CHIP_TAG (object);

  g_clear_object (&self->citation);
  g_free (self->words);

  G_OBJECT_CLASS (vouch_chip_tag_parent_class)->finalize (object);
}

static void
vouch_chip_tag_class_init (VouchChipTagClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_chip_tag_finalize;
}

static void
vouch_chip_tag_init (VouchChipTag *self)
{
}

/**
 * vouch_chip_tag_new:
 * @citation: what is referred to.
 * @words: the words that stand for it.
 *
 * Returns: (transfer full): a tag.
 */
GtkTextTag *
vouch_chip_tag_new (VouchCitation *citation, const char *words)
{
  VouchChipTag *self = g_object_new (VOUCH_TYPE_CHIP_TAG, NULL);

  self->citation = g_object_ref (citation);
  self->words = g_strdup (words);
  return GTK_TEXT_TAG (self);
}

/**
 * vouch_chip_tag_get_citation:
 * @self: a tag.
 *
 * Returns: (transfer none): what is referred to.
 */
VouchCitation *
vouch_chip_tag_get_citation (VouchChipTag *self)
{
  g_return_val_if_fail (VOUCH_IS_CHIP_TAG (self), NULL);

  return self->citation;
}

/**
 * vouch_chip_tag_get_words:
 * @self: a tag.
 *
 * Returns: (transfer none): the words that stand for it, brackets included.
 */
const char *
vouch_chip_tag_get_words (VouchChipTag *self)
{
  g_return_val_if_fail (VOUCH_IS_CHIP_TAG (self), NULL);

  return self->words;
}

/**
 * vouch_chip_tag_find:
 * @iter: a place in a text.
 * @start: (out) (optional): where the chip begins.
 * @end: (out) (optional): where it ends.
 *
 * Returns: (transfer none) (nullable): the chip that the character behind @iter is in.
 */
VouchChipTag *
vouch_chip_tag_find (const GtkTextIter *iter, GtkTextIter *start, GtkTextIter *end)
{
  g_autoptr (GSList) tags = gtk_text_iter_get_tags (iter);

  for (GSList *l = tags; l != NULL; l = l->next) {
    GtkTextIter begin = *iter, finish = *iter;

    if (!VOUCH_IS_CHIP_TAG (l->data))
      continue;
    if (!gtk_text_iter_starts_tag (&begin, l->data))
      gtk_text_iter_backward_to_tag_toggle (&begin, l->data);
    gtk_text_iter_forward_to_tag_toggle (&finish, l->data);
    if (start != NULL)
      *start = begin;
    if (end != NULL)
      *end = finish;
    return l->data;
  }
  return NULL;
}

/**
 * vouch_chip_tag_find_inside:
 * @iter: a place in a text.
 * @start: (out) (optional): where the chip begins.
 * @end: (out) (optional): where it ends.
 *
 * Returns: (transfer none) (nullable): the chip that has @iter between its first and last character.
 */
VouchChipTag *
vouch_chip_tag_find_inside (const GtkTextIter *iter, GtkTextIter *start, GtkTextIter *end)
{
  GtkTextIter begin;
  VouchChipTag *chip = vouch_chip_tag_find (iter, &begin, end);

  if (chip == NULL || gtk_text_iter_equal (&begin, iter))
    return NULL;
  if (start != NULL)
    *start = begin;
  return chip;
}

/**
 * vouch_chip_tag_find_next:
 * @iter: (inout): where to look from; then where the chip begins.
 * @end: (out): where it ends.
 *
 * Returns: (transfer none) (nullable): the first chip that begins at or behind @iter.
 */
VouchChipTag *
vouch_chip_tag_find_next (GtkTextIter *iter, GtkTextIter *end)
{
  do {
    g_autoptr (GSList) tags = gtk_text_iter_get_toggled_tags (iter, TRUE);

    for (GSList *l = tags; l != NULL; l = l->next)
      if (VOUCH_IS_CHIP_TAG (l->data)) {
        *end = *iter;
        gtk_text_iter_forward_to_tag_toggle (end, l->data);
        return l->data;
      }
  } while (gtk_text_iter_forward_to_tag_toggle (iter, NULL));
  return NULL;
}
