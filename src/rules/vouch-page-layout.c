/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How many pages a typed answer takes, from the widths of letters alone.
 *
 * Words are set one after another on lines as wide as US Letter (8.5 by 11 inches) less its
 * margins, and a line is broken before the first word that does not fit; a word wider than a line
 * is cut. A new line in the text begins a new line on the page. A line is 1.15 times the size of
 * the letters high, times the line spacing: 23 double-spaced lines of 12 points on a page.
 *
 * The widths are those of two of the fourteen standard PostScript fonts, in thousandths of the
 * letter size: Times-Roman for fonts with serifs and Helvetica for those without. Fonts made to
 * their measure (Times New Roman, Liberation Serif; Arial, Liberation Sans) break lines at the same
 * places. Letters beyond ASCII count as one average letter, wide East Asian ones as a full square.
 */
#define G_LOG_DOMAIN "vouch-page-layout"

#include "config.h"
#include "vouch-page-layout.h"

#include <math.h>
#include <string.h>

#define PAPER_WIDTH 612.0
#define PAPER_HEIGHT 792.0
#define POINTS_PER_INCH 72.0
#define LINE_HEIGHT 1.15
#define AVERAGE_WIDTH 520
#define SQUARE_WIDTH 1000
#define FIRST_LETTER 32
#define LAST_LETTER 126
#define TAB_SPACES 4

typedef struct {
  const guint16 *widths;
  double size;
  double line_width;
  double at;
  guint lines;
} Setting;

static const guint16 times_widths[] = {
  250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500,
  500, 500, 500, 500, 500, 500, 500, 278, 278, 564, 564, 564, 444, 921, 722, 667, 667, 722, 611,
  556, 722, 722, 333, 389, 722, 611, 889, 722, 722, 556, 722, 667, 556, 611, 722, 722, 944, 722,
  722, 611, 333, 278, 333, 469, 500, 333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500,
  278, 778, 500, 500, 500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541,
};

static const guint16 helvetica_widths[] = {
  278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333,  278, 278, 556, 556, 556,
  556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
  611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667,  611, 722, 667, 944, 667,
  667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278,  556, 556, 222, 222, 500,
  222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500,  500, 334, 260, 334, 584,
};

G_STATIC_ASSERT (G_N_ELEMENTS (times_widths) == LAST_LETTER - FIRST_LETTER + 1);
G_STATIC_ASSERT (G_N_ELEMENTS (helvetica_widths) == LAST_LETTER - FIRST_LETTER + 1);

static const guint16 *
find_widths (const char *family)
{
  static const char *const without_serifs[] = {
    "arial", "helvetica", "sans", "calibri", "verdana", "tahoma", "carlito",
  };
  g_autofree char *lower = family != NULL ? g_utf8_strdown (family, -1) : NULL;

  for (gsize i = 0; lower != NULL && i < G_N_ELEMENTS (without_serifs); i++)
    if (strstr (lower, without_serifs[i]) != NULL)
      return helvetica_widths;
  return times_widths;
}

static double
letter_width (Setting *setting, gunichar letter)
{
  guint width = AVERAGE_WIDTH;

  if (letter >= FIRST_LETTER && letter <= LAST_LETTER)
    width = setting->widths[letter - FIRST_LETTER];
  else if (letter == '\t')
    width = TAB_SPACES * setting->widths[0];
  else if (g_unichar_iswide (letter))
    width = SQUARE_WIDTH;
  else if (g_unichar_iszerowidth (letter))
    width = 0;
  return width * setting->size / 1000;
}

static void
break_line (Setting *setting)
{
  setting->lines++;
  setting->at = 0;
}

/* Sets the letters from @start to @end, all of one word. */
static void
set_word (Setting *setting, const char *start, const char *end)
{
  double width = 0;

  for (const char *p = start; p < end; p = g_utf8_next_char (p))
    width += letter_width (setting, g_utf8_get_char (p));
  if (setting->at > 0 && setting->at + width > setting->line_width)
    break_line (setting);
  if (width <= setting->line_width) {
    setting->at += width;
    return;
  }
  for (const char *p = start; p < end; p = g_utf8_next_char (p)) {
    width = letter_width (setting, g_utf8_get_char (p));
    if (setting->at > 0 && setting->at + width > setting->line_width)
      break_line (setting);
    setting->at += width;
  }
}

static guint
count_lines (Setting *setting, const char *text)
{
  const char *word = NULL;

  setting->lines = 1;
  for (const char *p = text;; p = g_utf8_next_char (p)) {
    gunichar letter = g_utf8_get_char (p);
    gboolean gap = letter == 0 || g_unichar_isspace (letter);

    if (!gap && word == NULL)
      word = p;
    if (gap && word != NULL) {
      set_word (setting, word, p);
      word = NULL;
    }
    if (letter == 0)
      return setting->lines;
    if (letter == '\n')
      break_line (setting);
    else if (gap)
      setting->at += letter_width (setting, letter);
  }
}

/**
 * vouch_page_layout_init:
 * @layout: (out): a layout.
 *
 * Fills in the layout that holds where a definition says nothing else: 12-point letters, double
 * spaced, margins of one inch.
 */
void
vouch_page_layout_init (VouchPageLayout *layout)
{
  g_return_if_fail (layout != NULL);

  layout->font_family = "Times New Roman";
  layout->font_points = 12;
  layout->line_spacing = 2;
  layout->margin_inches = 1;
}

/**
 * vouch_page_layout_count:
 * @text: valid UTF-8.
 * @layout: the layout asked for.
 *
 * Lays @text out on US Letter by the widths of its letters; the same text always takes the same
 * number of pages, whatever fonts are installed.
 *
 * Returns: how many pages it takes; 0 for nothing but white space.
 */
guint
vouch_page_layout_count (const char *text, const VouchPageLayout *layout)
{
  g_autofree char *stripped = NULL;
  double margins, height, line_height;
  guint per_page;
  Setting setting = { 0 };

  g_return_val_if_fail (text != NULL, 0);
  g_return_val_if_fail (layout != NULL && layout->font_points > 0, 0);

  stripped = g_strstrip (g_strdup (text));
  if (*stripped == '\0')
    return 0;
  margins = 2 * layout->margin_inches * POINTS_PER_INCH;
  height = PAPER_HEIGHT - margins;
  line_height = layout->font_points * LINE_HEIGHT * layout->line_spacing;
  per_page = line_height > 0 && height > line_height ? (guint) floor (height / line_height) : 1;
  setting.widths = find_widths (layout->font_family);
  setting.size = layout->font_points;
  setting.line_width = MAX (PAPER_WIDTH - margins, layout->font_points);
  return (count_lines (&setting, stripped) + per_page - 1) / per_page;
}
