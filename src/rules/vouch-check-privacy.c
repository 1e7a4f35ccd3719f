/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Deidentification: no stronger identifier than allowed in text, file names and metadata.
 *
 * The app looks for
 * - the private words it was given for each entry of `mask`, in titles, typed answers and the text
 *   of documents, and in file names when `fileNames` is set; the author that the file itself names
 *   counts as the earner's name;
 * - e-mail addresses and telephone numbers, which are stronger than any name;
 * - the keys of students, when `studentNames` is `none` and not even pseudonyms may occur;
 * - when `metadata` is set, metadata in the copy that will be sent; before that copy is made, a
 *   file whose metadata can be taken out will be cleaned when it is sent.
 *
 * What the app cannot see it asks about: recordings, images, and documents that are pictures of
 * pages, having pages but no text.
 */
#define G_LOG_DOMAIN "vouch-check-privacy"

#include "config.h"
#include "vouch-check-privacy.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vouch-identifier-scan.h"

/* What is searched, and what it is called in a sentence. */
typedef struct {
  const char *text;
  const char *where;
  VouchFix fix;
} Place;

#define MAX_PLACES 3

static void
say_found (VouchProbe *probe, VouchItem *item, const Place *place, const char *found)
{
  g_autofree char *name = vouch_probe_name (probe, item);

  vouch_probe_say (probe, VOUCH_RESULT_NOT_MET, item, place->fix,
                   /* Translators: what was found; where: “the text”, “the file name”, “the title”;
                    * the item. */
                   _ ("“%s” stands in %s of %s and could tell who is meant. Take it out, or put a "
                      "pseudonym in its place."),
                   found, place->where, name);
}

/* The author that the file names, if it looks like the name of a person: two words or more. */
static const char *
find_author (VouchFacts *facts)
{
  for (guint i = 0; facts != NULL && i < vouch_facts_get_n_identifiers (facts); i++) {
    const char *value = NULL, *key = vouch_facts_get_identifier (facts, i, &value);
    g_autofree char *lower = key != NULL ? g_ascii_strdown (key, -1) : NULL;

    if (lower == NULL || value == NULL || strchr (value, ' ') == NULL)
      continue;
    if (strstr (lower, "author") != NULL || strstr (lower, "artist") != NULL ||
        strstr (lower, "modifiedby") != NULL)
      return value;
  }
  return NULL;
}

static gboolean
find_private_words (VouchProbe *probe, VouchItem *item, const Place *place)
{
  VouchPrivateWords *private_words = probe->check->around->private_words;
  const char *const *masks = vouch_constraint_get_list (probe->constraint, "mask");
  const char *author =
      g_strv_contains (masks, "earnerName") ? find_author (vouch_item_get_facts (item)) : NULL;

  if (author != NULL && vouch_scan_has_words (place->text, author)) {
    say_found (probe, item, place, author);
    return TRUE;
  }
  for (guint m = 0; private_words != NULL && masks[m] != NULL; m++) {
    const char *const *words = vouch_private_words_get (private_words, masks[m]);

    for (guint i = 0; words[i] != NULL; i++)
      if (vouch_scan_has_words (place->text, words[i])) {
        say_found (probe, item, place, words[i]);
        return TRUE;
      }
  }
  return FALSE;
}

static gboolean
find_keys (VouchProbe *probe, VouchItem *item, const Place *place)
{
  const char *allowed = vouch_constraint_get_text (probe->constraint, "studentNames");
  VouchPeople *people = probe->check->around->people;
  GPtrArray *all = people != NULL ? vouch_people_get_people (people) : NULL;

  if (g_strcmp0 (allowed, "none") != 0)
    return FALSE;
  for (guint i = 0; all != NULL && i < all->len; i++) {
    VouchPerson *person = g_ptr_array_index (all, i);

    if (vouch_person_get_role (person) == VOUCH_PERSON_ROLE_STUDENT &&
        vouch_person_get_key (person) != NULL &&
        vouch_scan_has_words (place->text, vouch_person_get_key (person))) {
      say_found (probe, item, place, vouch_person_get_key (person));
      return TRUE;
    }
  }
  return FALSE;
}

static gboolean
find_addresses (VouchProbe *probe, VouchItem *item, const Place *place)
{
  g_autofree char *found = vouch_scan_find_email (place->text);

  if (found == NULL)
    found = vouch_scan_find_phone (place->text);
  if (found != NULL)
    say_found (probe, item, place, found);
  return found != NULL;
}

static guint
list_places (VouchProbe *probe, VouchItem *item, VouchFacts *facts, Place *places)
{
  guint n = 0;

  /* A title that merely repeats the file name is judged as the file name. */
  if (vouch_item_get_title (item) != NULL &&
      g_strcmp0 (vouch_item_get_title (item), vouch_item_get_file_name (item)) != 0)
    places[n++] = (Place){ vouch_item_get_title (item), _ ("the title"), VOUCH_FIX_ATTRIBUTE };
  if (vouch_item_get_file_name (item) != NULL &&
      vouch_constraint_get_flag (probe->constraint, "fileNames", FALSE))
    places[n++] =
        (Place){ vouch_item_get_file_name (item), _ ("the file name"), VOUCH_FIX_REPLACE };
  if (facts != NULL && vouch_facts_get_text (facts) != NULL)
    places[n++] = (Place){ vouch_facts_get_text (facts), _ ("the text"), VOUCH_FIX_REPLACE };
  else if (vouch_item_is_typed (item))
    places[n++] = (Place){ vouch_item_get_text (item), _ ("the text"), VOUCH_FIX_WRITE };
  return n;
}

/* Whether metadata would be sent along that could tell who somebody is. */
static gboolean
find_metadata (VouchProbe *probe, VouchItem *item, VouchFacts *facts)
{
  VouchFacts *sent = vouch_item_get_sent_facts (item);
  g_autofree char *name = NULL;
  gboolean left;

  if (!vouch_constraint_get_flag (probe->constraint, "metadata", FALSE))
    return FALSE;
  if (sent != NULL && vouch_facts_get_state (sent) == VOUCH_FACTS_KNOWN)
    left = vouch_facts_get_n_identifiers (sent) > 0;
  else
    left = vouch_facts_get_n_identifiers (facts) > 0 && !vouch_facts_get_cleanable (facts);
  if (!left)
    return FALSE;
  name = vouch_probe_name (probe, item);
  vouch_probe_say (probe, VOUCH_RESULT_NOT_MET, item, VOUCH_FIX_REPLACE,
                   _ ("%s carries hidden details about who made it or where, and they cannot be "
                      "taken out of this kind of file. Save it as another kind and attach that."),
                   name);
  return TRUE;
}

static gboolean
is_seen_or_heard (VouchItem *item, VouchFacts *facts)
{
  VouchMedia media = vouch_item_get_media (item);

  if (media == VOUCH_MEDIA_DOCUMENT && facts != NULL)
    return vouch_facts_get_pages (facts) > 0 && vouch_facts_get_words (facts) == 0;
  return vouch_item_is_recording (item) || media == VOUCH_MEDIA_IMAGE;
}

static void
ask_to_confirm (VouchProbe *probe, VouchItem *item)
{
  const char *faces = vouch_constraint_get_text (probe->constraint, "faces");
  g_autofree char *name = vouch_probe_name (probe, item);

  if (g_strcmp0 (faces, "maskAll") == 0)
    vouch_probe_say (probe, VOUCH_RESULT_NEEDS_CONFIRMATION, item, VOUCH_FIX_CONFIRM,
                     _ ("Confirm that no name or place can be heard or read in %s, and that every "
                        "face is masked."),
                     name);
  else if (g_strcmp0 (faces, "maskUnconsented") == 0)
    vouch_probe_say (
        probe, VOUCH_RESULT_NEEDS_CONFIRMATION, item, VOUCH_FIX_CONFIRM,
        _ ("Confirm that no name or place can be heard or read in %s, and that whoever "
           "has not given permission is masked."),
        name);
  else
    vouch_probe_say (probe, VOUCH_RESULT_NEEDS_CONFIRMATION, item, VOUCH_FIX_CONFIRM,
                     _ ("Confirm that no name or place that should stay private can be heard or "
                        "read in %s."),
                     name);
}

static void
check_item (VouchProbe *probe, VouchItem *item)
{
  VouchFacts *facts = vouch_item_is_typed (item) ? NULL : vouch_probe_facts (probe, item);
  Place places[MAX_PLACES];
  guint n = list_places (probe, item, facts, places);

  for (guint i = 0; i < n; i++)
    if (find_private_words (probe, item, &places[i]) || find_keys (probe, item, &places[i]) ||
        find_addresses (probe, item, &places[i]))
      return;
  if (!vouch_item_is_typed (item) && facts == NULL)
    return;
  if (facts != NULL && find_metadata (probe, item, facts))
    return;
  if (is_seen_or_heard (item, facts))
    ask_to_confirm (probe, item);
  else
    vouch_probe_pass (probe, item);
}

/**
 * vouch_check_deidentification:
 * @probe: a question about `deidentification`.
 *
 * Looks for identifiers where the app can, and has the earner confirm what can be seen or heard.
 */
void
vouch_check_deidentification (VouchProbe *probe)
{
  vouch_probe_include_transcripts (probe);
  vouch_probe_label (probe, "%s", _ ("privacy"));
  for (guint i = 0; i < probe->items->len; i++)
    check_item (probe, probe->items->pdata[i]);
}
