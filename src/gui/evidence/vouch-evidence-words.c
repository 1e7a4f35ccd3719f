/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-evidence-words"

#include "config.h"
#include "vouch-evidence-words.h"

#include <glib/gi18n.h>

#include "vouch-text.h"

/* What the screens of this folder say of a file: length before size before date. */

/**
 * vouch_evidence_words_kind:
 * @media: what a file is.
 *
 * Returns: one word for it.
 */
const char *
vouch_evidence_words_kind (VouchMedia media)
{
  switch (media) {
  case VOUCH_MEDIA_VIDEO: return _ ("Video");
  case VOUCH_MEDIA_AUDIO: return _ ("Sound");
  case VOUCH_MEDIA_IMAGE: return _ ("Picture");
  case VOUCH_MEDIA_DATA: return _ ("Table");
  case VOUCH_MEDIA_DOCUMENT: return _ ("Document");
  case VOUCH_MEDIA_TEXT: return _ ("Text");
  case VOUCH_MEDIA_NONE:
  default: return _ ("File");
  }
}

/**
 * vouch_evidence_words_about:
 * @evidence: a file of the library.
 *
 * Returns: (transfer full): its kind, length and date in a line.
 */
char *
vouch_evidence_words_about (VouchEvidence *evidence)
{
  g_autoptr (GString) line =
      g_string_new (vouch_evidence_words_kind (vouch_evidence_get_media (evidence)));
  g_autofree char *date = vouch_day_format_for_people (vouch_evidence_get_date (evidence));
  int pages = vouch_evidence_get_pages (evidence);

  if (vouch_evidence_get_duration_ms (evidence) > 0) {
    g_autofree char *length =
        vouch_text_format_duration (vouch_evidence_get_duration_ms (evidence));

    g_string_append_printf (line, " · %s", length);
  } else if (pages > 0) {
    /* Translators: comes after what it is: "Document · 4 pages". */
    g_string_append_printf (line, ngettext (" · %d page", " · %d pages", (gulong) pages), pages);
  }
  g_string_append_printf (line, " · %s", date);
  return g_string_free (g_steal_pointer (&line), FALSE);
}

/**
 * vouch_evidence_words_use:
 * @evidence: a file of the library.
 *
 * Returns: (transfer full): how often it is used and sent.
 */
char *
vouch_evidence_words_use (VouchEvidence *evidence)
{
  guint places = vouch_evidence_get_n_places (evidence);
  guint sent = vouch_evidence_get_n_sent (evidence);
  g_autofree char *used = NULL;
  g_autofree char *went = NULL;

  used = places == 0
             ? g_strdup (_ ("Not used yet"))
             : g_strdup_printf (ngettext ("Used in %u place", "Used in %u places", places), places);
  if (sent == 0)
    return g_steal_pointer (&used);
  went = g_strdup_printf (ngettext ("sent %u time", "sent %u times", sent), sent);
  return g_strdup_printf ("%s · %s", used, went);
}
