/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The small part of Markdown that help pages are written in:
 *
 *   # Heading       a line of its own; ## and ### are smaller headings
 *   - point         an item of a list; lines below it that are indented belong to it
 *   text            lines up to an empty one are one paragraph
 *   **bold** `key`  within a line
 *
 * Anything else is shown as it is written.
 */
#define G_LOG_DOMAIN "vouch-help-text"

#include "config.h"
#include "vouch-help-text.h"

#include <string.h>

typedef enum {
  BLOCK_NONE,
  BLOCK_PARAGRAPH,
  BLOCK_POINT,
} Block;

static guint
heading_level (const char *line)
{
  guint level = (guint) strspn (line, "#");

  return level >= 1 && level <= 3 && line[level] == ' ' ? level : 0;
}

/* Opens or closes what @mark stands for, when there is another mark to close it with. */
static gboolean
take_mark (GString *markup, const char **p, const char *mark, const char *tag, gboolean *open)
{
  if (!g_str_has_prefix (*p, mark) || (!*open && strstr (*p + strlen (mark), mark) == NULL))
    return FALSE;
  g_string_append_printf (markup, *open ? "</%s>" : "<%s>", tag);
  *open = !*open;
  *p += strlen (mark);
  return TRUE;
}

/**
 * vouch_help_text_to_markup:
 * @line: a paragraph of a help page.
 *
 * Turns `**bold**` and `` `key` `` into Pango markup, and escapes the rest.
 *
 * Returns: (transfer full): the markup.
 */
char *
vouch_help_text_to_markup (const char *line)
{
  g_autoptr (GString) markup = g_string_new (NULL);
  gboolean bold = FALSE, code = FALSE;

  g_return_val_if_fail (line != NULL, NULL);

  while (*line != '\0') {
    const char *next = g_utf8_next_char (line);
    g_autofree char *escaped = NULL;

    if (!code && take_mark (markup, &line, "**", "b", &bold))
      continue;
    if (take_mark (markup, &line, "`", "tt", &code))
      continue;
    escaped = g_markup_escape_text (line, next - line);
    g_string_append (markup, escaped);
    line = next;
  }
  /* A bold run around a key that never ends would leave markup open. */
  if (code)
    g_string_append (markup, "</tt>");
  if (bold)
    g_string_append (markup, "</b>");
  return g_string_free (g_steal_pointer (&markup), FALSE);
}

/**
 * vouch_help_text_get_title:
 * @text: a help page.
 *
 * Returns: (transfer full): its first heading, empty when there is none.
 */
char *
vouch_help_text_get_title (const char *text)
{
  g_auto (GStrv) lines = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  lines = g_strsplit (text, "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    if (heading_level (*line) == 1)
      return g_strdup (*line + 2);
  return g_strdup ("");
}

static GtkWidget *
make_label (const char *text)
{
  g_autofree char *markup = vouch_help_text_to_markup (text);

  return g_object_new (GTK_TYPE_LABEL, "label", markup, "use-markup", TRUE, "wrap", TRUE, "xalign",
                       0.0, "hexpand", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, NULL);
}

static void
add_heading (GtkBox *box, const char *text, guint level)
{
  static const char *const styles[] = { "title-1", "title-3", "heading" };
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "wrap", TRUE, "xalign", 0.0,
                                   "accessible-role", GTK_ACCESSIBLE_ROLE_HEADING, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LEVEL,
                                  (int) level, -1);
  gtk_widget_add_css_class (label, styles[level - 1]);
  if (gtk_widget_get_first_child (GTK_WIDGET (box)) != NULL)
    gtk_widget_set_margin_top (label, 12);
  gtk_box_append (box, label);
}

static void
add_block (GtkBox *box, Block block, GString *text)
{
  GtkWidget *label = text->len > 0 ? make_label (text->str) : NULL;
  GtkWidget *row;

  g_string_truncate (text, 0);
  if (label == NULL)
    return;
  if (block != BLOCK_POINT) {
    gtk_box_append (box, label);
    return;
  }
  row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  gtk_box_append (GTK_BOX (row),
                  g_object_new (GTK_TYPE_LABEL, "label", "•", "yalign", 0.0, "accessible-role",
                                GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
  gtk_box_append (GTK_BOX (row), label);
  gtk_box_append (box, row);
}

/**
 * vouch_help_text_fill:
 * @box: a vertical box.
 * @text: a help page.
 *
 * Puts the page's headings, paragraphs and lists into @box, in place of what was there.
 */
void
vouch_help_text_fill (GtkBox *box, const char *text)
{
  g_auto (GStrv) lines = NULL;
  g_autoptr (GString) gathered = g_string_new (NULL);
  Block block = BLOCK_NONE;
  GtkWidget *child;

  g_return_if_fail (GTK_IS_BOX (box));
  g_return_if_fail (text != NULL);

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
  lines = g_strsplit (text, "\n", -1);
  for (char **line = lines; *line != NULL; line++) {
    guint level = heading_level (*line);
    gboolean point = g_str_has_prefix (*line, "- ");

    if (level > 0 || point || **line == '\0') {
      add_block (box, block, gathered);
      block = point ? BLOCK_POINT : BLOCK_NONE;
    }
    if (level > 0)
      add_heading (box, *line + level + 1, level);
    else if (**line != '\0')
      g_string_append_printf (gathered, "%s%s", gathered->len > 0 ? " " : "",
                              g_strstrip (*line + (point ? 2 : 0)));
  }
  add_block (box, block, gathered);
}
