/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-paper"

#include "config.h"
#include "vouch-paper.h"

#include <langinfo.h>
#include <stdint.h>

#define MARGIN 56.7 /* 2 cm */

/* A sheet of ISO A4 is 297 mm high, one of US Letter 279 mm. */
#define LETTER_MM 279

/**
 * vouch_paper_a4:
 *
 * Returns: a sheet of 210 × 297 mm.
 */
VouchPaper
vouch_paper_a4 (void)
{
  return (VouchPaper){ .width = 595.276, .height = 841.89, .margin = MARGIN };
}

/**
 * vouch_paper_letter:
 *
 * Returns: a sheet of 8½ × 11 inches.
 */
VouchPaper
vouch_paper_letter (void)
{
  return (VouchPaper){ .width = 612, .height = 792, .margin = MARGIN };
}

/**
 * vouch_paper_default:
 *
 * Returns: the sheet that is usual where this person lives, by the locale's category `LC_PAPER`.
 */
VouchPaper
vouch_paper_default (void)
{
  /* glibc hands a number over in the place of a pointer. */
  intptr_t height = (intptr_t) nl_langinfo (_NL_PAPER_HEIGHT) & 0xffffffff;

  return height == LETTER_MM ? vouch_paper_letter () : vouch_paper_a4 ();
}
