/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-check-files"

#include "config.h"
#include "vouch-check-files.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vouch-range.h"

static char *
get_extension (const char *file_name)
{
  const char *dot = file_name != NULL ? strrchr (file_name, '.') : NULL;

  return dot != NULL ? g_ascii_strdown (dot + 1, -1) : g_strdup ("");
}

/* “PDF, DOCX or ODT” */
static char *
list_formats (const char *const *extensions)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; extensions[i] != NULL; i++) {
    g_autofree char *upper = g_ascii_strup (extensions[i], -1);

    if (i > 0)
      /* Translators: before the last of several file formats, as in “PDF, DOCX or ODT”. */
      g_string_append (text, extensions[i + 1] != NULL ? ", " : _ (" or "));
    g_string_append (text, upper);
  }
  return g_string_free (text, FALSE);
}

/* A copy that was made to fit gets a name that goes with what it is. */
static gboolean
is_made_to_fit (VouchItem *item, const char *const *extensions)
{
  VouchFacts *sent = vouch_item_get_sent_facts (item);

  if (vouch_item_get_fit (item) == NULL || sent == NULL ||
      vouch_facts_get_state (sent) != VOUCH_FACTS_KNOWN)
    return FALSE;
  for (guint i = 0; extensions[i] != NULL; i++)
    if (vouch_facts_fits_extension (sent, extensions[i]))
      return TRUE;
  return FALSE;
}

static void
say_wrong_format (VouchProbe *probe, VouchItem *item, const char *name, const char *formats)
{
  if (vouch_item_is_recording (item))
    vouch_probe_say (
        probe, VOUCH_RESULT_NOT_MET, item, VOUCH_FIX_RANGE,
        _ ("%s is not a file of a kind that is accepted: %s. Let Vouch make it fit, or "
           "save it as one of these and attach that."),
        name, formats);
  else
    vouch_probe_say (probe, VOUCH_RESULT_NOT_MET, item, VOUCH_FIX_REPLACE,
                     _ ("%s is not a file of a kind that is accepted: %s. Save it as one of these "
                        "and attach that."),
                     name, formats);
}

static void
check_format_of (VouchProbe *probe, VouchItem *item, const char *const *extensions)
{
  g_autofree char *name = vouch_probe_name (probe, item);
  g_autofree char *extension = get_extension (vouch_item_get_file_name (item));
  g_autofree char *formats = list_formats (extensions);
  VouchFacts *facts;

  if (is_made_to_fit (item, extensions)) {
    vouch_probe_pass (probe, item);
    return;
  }
  if (!g_strv_contains (extensions, extension)) {
    say_wrong_format (probe, item, name, formats);
    return;
  }
  facts = vouch_probe_facts (probe, item);
  if (facts == NULL)
    return;
  if (!vouch_facts_fits_extension (facts, extension))
    vouch_probe_say (probe, VOUCH_RESULT_NOT_MET, item, VOUCH_FIX_REPLACE,
                     _ ("%s is named .%s, but its content is of another kind. Save it anew as %s "
                        "and attach that."),
                     name, extension, formats);
  else
    vouch_probe_pass (probe, item);
}

/**
 * vouch_check_file_format:
 * @probe: a question about `fileFormat`.
 *
 * Met when every file has one of the extensions and content of that type.
 */
void
vouch_check_file_format (VouchProbe *probe)
{
  const char *const *extensions = vouch_constraint_get_list (probe->constraint, "extensions");

  vouch_probe_include_transcripts (probe);
  vouch_probe_label (probe, "%s", _ ("file format"));
  for (guint i = 0; i < probe->items->len; i++)
    if (!vouch_item_is_typed (probe->items->pdata[i]))
      check_format_of (probe, probe->items->pdata[i], extensions);
}

/* The size as it will be sent: that of the copy made for sending; before there is one, that of the
 * original, in proportion to the chosen range. */
static gint64
size_to_send (VouchItem *item, VouchFacts *facts)
{
  VouchFacts *sent = vouch_item_get_sent_facts (item);
  gint64 size = vouch_facts_get_size (facts);
  gint64 whole = vouch_facts_get_duration_ms (facts);

  if (sent != NULL && vouch_facts_get_state (sent) == VOUCH_FACTS_KNOWN &&
      vouch_facts_get_size (sent) >= 0)
    return vouch_facts_get_size (sent);
  if (vouch_item_has_range (item) && whole > 0)
    return (gint64) ((double) size * (double) vouch_item_get_duration_ms (item) / (double) whole);
  return size;
}

/* A size as people read it, to the byte where it would look the same as what it is held against. */
static char *
describe_size (gint64 size, gint64 against)
{
  g_autofree char *text = g_format_size ((guint64) MAX (size, 0));
  g_autofree char *other = g_format_size ((guint64) MAX (against, 0));

  if (size == against || !g_str_equal (text, other))
    return g_steal_pointer (&text);
  return g_format_size_full ((guint64) MAX (size, 0), G_FORMAT_SIZE_LONG_FORMAT);
}

static void
check_size (VouchProbe *probe, VouchItem *item, const char *name, gint64 size)
{
  VouchRange range = vouch_range_from_constraint (probe->constraint, "minBytes", "maxBytes", 1);
  int where = vouch_range_compare (&range, size);
  gint64 bound = where < 0 ? range.min : range.max;
  g_autofree char *size_text = describe_size (size, bound);
  g_autofree char *bound_text = describe_size (bound, size);

  if (where > 0 && item != NULL && vouch_item_is_recording (item))
    vouch_probe_say (probe, VOUCH_RESULT_NOT_MET, item, VOUCH_FIX_RANGE,
                     _ ("%s is %s; the limit is %s. Let Vouch make it fit, or choose a shorter "
                        "range."),
                     name, size_text, bound_text);
  else if (where > 0)
    vouch_probe_say (probe, VOUCH_RESULT_NOT_MET, item, VOUCH_FIX_REPLACE,
                     _ ("%s is %s; the limit is %s. Choose a shorter range, or attach a smaller "
                        "copy."),
                     name, size_text, bound_text);
  else if (where < 0)
    vouch_probe_say (probe, VOUCH_RESULT_NOT_MET, item, VOUCH_FIX_REPLACE,
                     _ ("%s is %s; at least %s is asked for. Attach the full file."), name,
                     size_text, bound_text);
  else
    vouch_probe_pass (probe, item);
  if (item == NULL || probe->items->len == 1)
    vouch_probe_label (probe, "%s", size_text);
}

/**
 * vouch_check_file_size:
 * @probe: a question about `fileSize`.
 *
 * Met when the size as it will be sent is in range, for each file or for all together.
 */
void
vouch_check_file_size (VouchProbe *probe)
{
  gboolean total = vouch_constraint_get_scope (probe->constraint) == VOUCH_SCOPE_TOTAL;
  gint64 sum = 0;
  guint n = 0;

  vouch_probe_include_transcripts (probe);
  vouch_probe_label (probe, "%s", _ ("file size"));
  for (guint i = 0; i < probe->items->len; i++) {
    VouchItem *item = g_ptr_array_index (probe->items, i);
    g_autofree char *name = vouch_probe_name (probe, item);
    VouchFacts *facts = vouch_item_is_typed (item) ? NULL : vouch_probe_facts (probe, item);

    if (facts == NULL)
      continue;
    sum += size_to_send (item, facts);
    n++;
    if (!total)
      check_size (probe, item, name, size_to_send (item, facts));
  }
  if (total && n > 0)
    check_size (probe, NULL, _ ("Everything here together"), sum);
}

static gboolean
names_address (const char *text)
{
  return text != NULL && (strstr (text, "http://") != NULL || strstr (text, "https://") != NULL ||
                          strstr (text, "www.") != NULL);
}

/**
 * vouch_check_links:
 * @probe: a question about `links`.
 *
 * Met when links are allowed, or no document has a hyperlink and no typed answer a web address.
 */
void
vouch_check_links (VouchProbe *probe)
{
  gboolean allowed = vouch_constraint_get_flag (probe->constraint, "allowed", TRUE);

  vouch_probe_include_transcripts (probe);
  vouch_probe_label (probe, "%s", _ ("no links"));
  for (guint i = 0; i < probe->items->len; i++) {
    VouchItem *item = g_ptr_array_index (probe->items, i);
    VouchMedia media = vouch_item_get_media (item);
    g_autofree char *name = vouch_probe_name (probe, item);
    VouchFacts *facts = NULL;

    if (media != VOUCH_MEDIA_DOCUMENT && media != VOUCH_MEDIA_TEXT)
      continue;
    if (!allowed && !vouch_item_is_typed (item) &&
        (facts = vouch_probe_facts (probe, item)) == NULL)
      continue;
    if (!allowed && facts != NULL && vouch_facts_get_links (facts)[0] != NULL)
      vouch_probe_say (probe, VOUCH_RESULT_NOT_MET, item, VOUCH_FIX_REPLACE,
                       _ ("%s contains a link to %s. Take the links out and attach it again, with "
                          "what they lead to as files."),
                       name, vouch_facts_get_links (facts)[0]);
    else if (!allowed && facts == NULL && names_address (vouch_item_get_text (item)))
      vouch_probe_say (
          probe, VOUCH_RESULT_NOT_MET, item, VOUCH_FIX_WRITE,
          _ ("%s contains a web address. Take it out; what it leads to can be attached "
             "as a file."),
          name);
    else
      vouch_probe_pass (probe, item);
  }
}

/* An empty file is one thing to mend, not two: that it is empty is said by notEmpty. */
static gboolean
is_empty (VouchFacts *facts)
{
  return facts != NULL && vouch_facts_get_state (facts) != VOUCH_FACTS_PENDING &&
         (vouch_facts_get_empty (facts) || vouch_facts_get_size (facts) == 0);
}

static void
check_readable_file (VouchProbe *probe, VouchItem *item)
{
  VouchFacts *facts = vouch_item_get_facts (item);
  g_autofree char *name = vouch_probe_name (probe, item);
  const char *problem = facts != NULL ? vouch_facts_get_problem (facts) : NULL;

  if (is_empty (facts))
    return;
  if (facts == NULL || vouch_facts_get_state (facts) == VOUCH_FACTS_PENDING)
    vouch_probe_facts (probe, item);
  else if (vouch_facts_get_state (facts) == VOUCH_FACTS_UNREADABLE)
    vouch_probe_say (probe, VOUCH_RESULT_NOT_MET, item, VOUCH_FIX_REPLACE,
                     _ ("%s cannot be opened. %s Save it anew and attach that."), name,
                     problem != NULL ? problem : "");
  else if (!vouch_facts_get_readable_to_end (facts))
    vouch_probe_say (probe, VOUCH_RESULT_NOT_MET, item, VOUCH_FIX_REPLACE,
                     _ ("%s opens but cannot be read to its end. %s Attach an undamaged copy."),
                     name, problem != NULL ? problem : "");
  else
    vouch_probe_pass (probe, item);
}

/**
 * vouch_check_readable:
 * @probe: a question about `readable`.
 *
 * Met when every file opens and can be read to the end.
 */
void
vouch_check_readable (VouchProbe *probe)
{
  vouch_probe_label (probe, "%s", _ ("opens"));
  for (guint i = 0; i < probe->items->len; i++)
    if (!vouch_item_is_typed (probe->items->pdata[i]))
      check_readable_file (probe, probe->items->pdata[i]);
}

/**
 * vouch_check_not_empty:
 * @probe: a question about `notEmpty`.
 *
 * Met when there is something in every file.
 */
void
vouch_check_not_empty (VouchProbe *probe)
{
  vouch_probe_label (probe, "%s", _ ("not empty"));
  for (guint i = 0; i < probe->items->len; i++) {
    VouchItem *item = g_ptr_array_index (probe->items, i);
    g_autofree char *name = vouch_probe_name (probe, item);

    if (vouch_item_is_typed (item))
      continue;
    if (is_empty (vouch_item_get_facts (item)))
      vouch_probe_say (probe, VOUCH_RESULT_NOT_MET, item, VOUCH_FIX_REPLACE,
                       _ ("%s is empty. Attach the file with its content."), name);
    else if (vouch_probe_facts (probe, item) != NULL)
      vouch_probe_pass (probe, item);
  }
}

/**
 * vouch_check_unchanged:
 * @probe: a question about `unchanged`.
 *
 * Met when the content of every file still matches the SHA-256 recorded when it was attached.
 */
void
vouch_check_unchanged (VouchProbe *probe)
{
  vouch_probe_label (probe, "%s", _ ("unchanged"));
  for (guint i = 0; i < probe->items->len; i++) {
    VouchItem *item = g_ptr_array_index (probe->items, i);
    g_autofree char *name = vouch_probe_name (probe, item);

    if (vouch_item_is_typed (item))
      continue;
    if (vouch_item_get_integrity (item) == VOUCH_INTEGRITY_DAMAGED)
      vouch_probe_say (probe, VOUCH_RESULT_NOT_MET, item, VOUCH_FIX_REPLACE,
                       _ ("The stored copy of %s is no longer what you attached. Attach the file "
                          "again, or bring it back from a backup."),
                       name);
    else if (vouch_item_get_integrity (item) == VOUCH_INTEGRITY_MISSING)
      vouch_probe_say (probe, VOUCH_RESULT_NOT_MET, item, VOUCH_FIX_REPLACE,
                       _ ("The stored copy of %s is gone. Attach the file again, or bring it back "
                          "from a backup."),
                       name);
    else
      vouch_probe_pass (probe, item);
  }
}

/**
 * vouch_check_has_files:
 * @probe: a question.
 *
 * Returns: whether it is about any file at all.
 */
gboolean
vouch_check_has_files (VouchProbe *probe)
{
  for (guint i = 0; i < probe->items->len; i++)
    if (!vouch_item_is_typed (probe->items->pdata[i]))
      return TRUE;
  return FALSE;
}
