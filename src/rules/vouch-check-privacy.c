/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Deidentification: no stronger identifier than allowed in text, file names and metadata.
 *
 * The app looks for
 * - the names of the class lists, in titles, typed answers, the text of documents, what is written
 *   at moments and about the item, in the captions of the chosen part, and in file names when `fileNames` is set (vouch-name-finder.c
 *   says how). While the class lists are locked it says so: what nobody looked for is not met;
 * - the private words it was given for each entry of `mask`, in the same places; the author that the
 *   file itself names counts as the earner's name;
 * - e-mail addresses and telephone numbers, which are stronger than any name;
 * - the keys of students, when `studentNames` is `none` and not even pseudonyms may occur;
 * - when `metadata` is set, metadata in the copy that will be sent; before that copy is made, a
 *   file whose metadata can be taken out will be cleaned when it is sent.
 *
 * Each place is a hit of the finding. What somebody said is not the person is none.
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
  VouchHitPlace place;
  const char *field;
} Place;

/* One item under way. */
typedef struct {
  VouchProbe *probe;
  VouchItem *item;
  GArray *places;  /* (element-type Place) */
  GPtrArray *hits; /* (element-type VouchHit), of the place under way */
  guint n_captions;
} Look;

/* Keeps a hit, unless somebody said that this is not the person. */
static VouchHit *
note_hit (Look *look, const Place *place, gsize start, gsize end)
{
  VouchNameFinder *names = look->probe->check->around->names;
  VouchHit *hit = vouch_hit_new (vouch_item_get_id (look->item), place->place, place->field,
                                 place->text, start, end);

  if (names != NULL && vouch_name_finder_is_dismissed (names, vouch_hit_get_digest (hit))) {
    g_object_unref (hit);
    return NULL;
  }
  g_ptr_array_add (look->hits, hit);
  return hit;
}

static void
note_words (Look *look, const Place *place, const char *words, const char *key)
{
  const char *end = place->text;
  const char *start;

  while ((start = vouch_scan_find_words (end, words, &end)) != NULL) {
    VouchHit *hit =
        note_hit (look, place, (gsize) (start - place->text), (gsize) (end - place->text));

    if (hit != NULL)
      vouch_hit_set_key (hit, key);
  }
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

static void
look_for_private_words (Look *look, const Place *place)
{
  VouchPrivateWords *private_words = look->probe->check->around->private_words;
  const char *const *masks = vouch_constraint_get_list (look->probe->constraint, "mask");
  const char *author = g_strv_contains (masks, "earnerName")
                           ? find_author (vouch_item_get_facts (look->item))
                           : NULL;

  if (author != NULL)
    note_words (look, place, author, NULL);
  for (guint m = 0; private_words != NULL && masks[m] != NULL; m++) {
    const char *const *words = vouch_private_words_get (private_words, masks[m]);

    for (guint i = 0; words[i] != NULL; i++)
      note_words (look, place, words[i], NULL);
  }
}

static void
look_for_names (Look *look, const Place *place)
{
  VouchProbe *probe = look->probe;
  VouchNameLevel allowed = VOUCH_NAME_LEVEL_FULL_NAME;
  const char *level = vouch_constraint_get_text (probe->constraint, "studentNames");
  g_autoptr (GArray) matches = NULL;

  if (probe->check->around->names == NULL)
    return;
  if (level != NULL)
    vouch_name_level_from_string (level, &allowed);
  matches = vouch_name_finder_find (probe->check->around->names, place->text,
                                    place->place == VOUCH_HIT_PLACE_FILE_NAME, allowed,
                                    vouch_constraint_get_list (probe->constraint, "mask"));
  for (guint i = 0; i < matches->len; i++) {
    VouchNameMatch *match = &g_array_index (matches, VouchNameMatch, i);
    VouchHit *hit = note_hit (look, place, match->start, match->end);

    if (hit != NULL)
      vouch_hit_set_key (hit, match->key);
  }
}

/* What is said about an item may name a student by the key: that is what the key is for. */
static void
look_for_keys (Look *look, const Place *place)
{
  const char *allowed = vouch_constraint_get_text (look->probe->constraint, "studentNames");
  VouchPeople *people = look->probe->check->around->people;
  GPtrArray *all = people != NULL ? vouch_people_get_people (people) : NULL;

  if (g_strcmp0 (allowed, "none") != 0 || place->place == VOUCH_HIT_PLACE_ATTRIBUTE)
    return;
  for (guint i = 0; all != NULL && i < all->len; i++) {
    VouchPerson *person = g_ptr_array_index (all, i);

    if (vouch_person_get_role (person) == VOUCH_PERSON_ROLE_STUDENT &&
        vouch_person_get_key (person) != NULL)
      note_words (look, place, vouch_person_get_key (person), NULL);
  }
}

static void
look_for_addresses (Look *look, const Place *place)
{
  char *(*const finds[]) (const char *text) = { vouch_scan_find_email, vouch_scan_find_phone };

  for (gsize i = 0; i < G_N_ELEMENTS (finds); i++) {
    const char *from = place->text;
    g_autofree char *found = NULL;

    while ((found = finds[i](from)) != NULL) {
      const char *at = strstr (from, found);

      note_hit (look, place, (gsize) (at - place->text),
                (gsize) (at - place->text) + strlen (found));
      from = at + strlen (found);
      g_clear_pointer (&found, g_free);
    }
  }
}

static void
add_place (Look *look,
           const char *text,
           const char *where,
           VouchFix fix,
           VouchHitPlace kind,
           const char *field)
{
  Place place = { text, where, fix, kind, field };

  if (text != NULL && *text != '\0')
    g_array_append_val (look->places, place);
}

/* A title that merely repeats the file name is judged as the file name. */
static void
list_names (Look *look)
{
  VouchItem *item = look->item;
  const char *title = vouch_item_get_title (item);
  const char *file_name = vouch_item_get_file_name (item);

  if (g_strcmp0 (title, file_name) != 0)
    add_place (look, title, _ ("the title"), VOUCH_FIX_ATTRIBUTE, VOUCH_HIT_PLACE_TITLE, NULL);
  if (vouch_constraint_get_flag (look->probe->constraint, "fileNames", FALSE))
    add_place (look, file_name, _ ("the file name"), VOUCH_FIX_REPLACE, VOUCH_HIT_PLACE_FILE_NAME,
               NULL);
}

static void
list_texts (Look *look, VouchFacts *facts)
{
  if (facts != NULL && vouch_facts_get_text (facts) != NULL)
    add_place (look, vouch_facts_get_text (facts), _ ("the text"), VOUCH_FIX_REPLACE,
               VOUCH_HIT_PLACE_DOCUMENT, NULL);
  else if (vouch_item_is_typed (look->item))
    add_place (look, vouch_item_get_text (look->item), _ ("the text"), VOUCH_FIX_WRITE,
               VOUCH_HIT_PLACE_TEXT, NULL);
}

/* What is written at moments and said about the item is sent with it. */
static void
list_notes (Look *look)
{
  GPtrArray *moments = vouch_item_get_moments (look->item);
  g_autoptr (GList) names = vouch_item_list_attributes (look->item);

  for (guint i = 0; i < moments->len; i++) {
    VouchMoment *moment = g_ptr_array_index (moments, i);
    const char *texts[] = { vouch_moment_get_label (moment), vouch_moment_get_note (moment) };

    for (gsize t = 0; t < G_N_ELEMENTS (texts); t++)
      add_place (look, texts[t], _ ("what is written at a moment"), VOUCH_FIX_MOMENTS,
                 VOUCH_HIT_PLACE_MOMENT, vouch_moment_get_id (moment));
  }
  for (GList *link = names; link != NULL; link = link->next)
    add_place (look, vouch_item_get_attribute (look->item, link->data), _ ("what is said about it"),
               VOUCH_FIX_ATTRIBUTE, VOUCH_HIT_PLACE_ATTRIBUTE, link->data);
}

static int
compare_hits (gconstpointer a, gconstpointer b)
{
  return vouch_hit_compare (*(VouchHit **) a, *(VouchHit **) b);
}

/* In the order of the text; what lies within an earlier hit says nothing more. */
static void
tell_hits (Look *look, const Place *place)
{
  g_autofree char *name = vouch_probe_name (look->probe, look->item);
  guint end = 0;

  g_ptr_array_sort (look->hits, compare_hits);
  for (guint i = 0; i < look->hits->len; i++) {
    VouchHit *hit = g_ptr_array_index (look->hits, i);

    if (i > 0 && vouch_hit_get_start (hit) < end)
      continue;
    end = vouch_hit_get_end (hit);
    vouch_probe_add_hit (look->probe, hit);
    vouch_probe_say (look->probe, VOUCH_RESULT_NOT_MET, look->item, place->fix,
                     /* Translators: what was found; where: “the text”, “the file name”, “the
                      * title”; the item. */
                     _ ("“%s” stands in %s of %s and could tell who is meant. Take it out, or put "
                        "a pseudonym in its place."),
                     vouch_hit_get_found (hit), place->where, name);
  }
}

static gboolean
search_place (Look *look, const Place *place)
{
  g_ptr_array_set_size (look->hits, 0);
  look_for_names (look, place);
  look_for_private_words (look, place);
  look_for_keys (look, place);
  look_for_addresses (look, place);
  tell_hits (look, place);
  return look->hits->len > 0;
}

/* Only what is sent of the recording is asked about. */
static gboolean
is_in_range (VouchItem *item, VouchCaption *caption)
{
  gint64 start_ms = vouch_item_get_start_ms (item), end_ms = vouch_item_get_end_ms (item);

  return (start_ms < 0 || vouch_caption_get_end_ms (caption) > start_ms) &&
         (end_ms < 0 || vouch_caption_get_start_ms (caption) < end_ms);
}

/* What is written down of what is said becomes a transcript, and tells what is heard. */
static gboolean
search_captions (Look *look)
{
  GPtrArray *captions = vouch_portfolio_get_captions (look->probe->check->portfolio,
                                                      vouch_item_get_artifact (look->item));
  gboolean found = FALSE;

  for (guint i = 0; captions != NULL && i < captions->len; i++) {
    VouchCaption *caption = g_ptr_array_index (captions, i);
    const char *speaker = vouch_caption_get_speaker (caption);
    g_autofree char *at =
        g_strdup_printf ("%" G_GINT64_FORMAT, vouch_caption_get_start_ms (caption));
    g_autofree char *words =
        g_strdup_printf ("%s%s%s", speaker != NULL ? speaker : "", speaker != NULL ? ": " : "",
                         vouch_caption_get_text (caption));
    const Place place = { words, _ ("the captions"), VOUCH_FIX_CAPTIONS, VOUCH_HIT_PLACE_CAPTION,
                          at };

    if (!is_in_range (look->item, caption))
      continue;
    look->n_captions++;
    found = search_place (look, &place) || found;
  }
  return found;
}

/* Whether anything that could tell who somebody is was found in the item's words. */
static gboolean
find_identifiers (Look *look)
{
  gboolean found = search_captions (look);

  for (guint i = 0; i < look->places->len; i++)
    found = search_place (look, &g_array_index (look->places, Place, i)) || found;
  return found;
}

/* Names in hidden details that will be sent are shown where they stand. */
static void
note_metadata (Look *look, VouchFacts *facts)
{
  for (guint i = 0; i < vouch_facts_get_n_identifiers (facts); i++) {
    const char *value = NULL, *field = vouch_facts_get_identifier (facts, i, &value);
    Place place = { value, NULL, VOUCH_FIX_REPLACE, VOUCH_HIT_PLACE_METADATA, field };

    if (value == NULL)
      continue;
    g_ptr_array_set_size (look->hits, 0);
    look_for_names (look, &place);
    look_for_private_words (look, &place);
    g_ptr_array_sort (look->hits, compare_hits);
    for (guint h = 0; h < look->hits->len; h++)
      vouch_probe_add_hit (look->probe, g_ptr_array_index (look->hits, h));
  }
}

/* Whether metadata would be sent along that could tell who somebody is. */
static gboolean
find_metadata (Look *look, VouchFacts *facts)
{
  VouchProbe *probe = look->probe;
  VouchItem *item = look->item;
  VouchFacts *sent = vouch_item_get_sent_facts (item);
  gboolean is_sent = sent != NULL && vouch_facts_get_state (sent) == VOUCH_FACTS_KNOWN;
  g_autofree char *name = NULL;
  gboolean left;

  if (!vouch_constraint_get_flag (probe->constraint, "metadata", FALSE))
    return FALSE;
  if (is_sent)
    left = vouch_facts_get_n_identifiers (sent) > 0;
  else
    left = vouch_facts_get_n_identifiers (facts) > 0 && !vouch_facts_get_cleanable (facts);
  if (!left)
    return FALSE;
  note_metadata (look, is_sent ? sent : facts);
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
ask_to_unlock (VouchProbe *probe, VouchItem *item)
{
  vouch_probe_say (probe, VOUCH_RESULT_NEEDS_INFORMATION, item, VOUCH_FIX_UNLOCK, "%s",
                   _ ("Unlock the class lists so that names can be looked for."));
}

static void
look_at (Look *look)
{
  VouchProbe *probe = look->probe;
  VouchItem *item = look->item;
  gboolean typed = vouch_item_is_typed (item);
  VouchFacts *facts = typed ? NULL : vouch_probe_facts (probe, item);

  list_names (look);
  list_texts (look, facts);
  list_notes (look);
  if (find_identifiers (look))
    return;
  if (probe->check->around->names_locked && (look->places->len > 0 || look->n_captions > 0))
    ask_to_unlock (probe, item);
  if (!typed && facts == NULL)
    return;
  if (facts != NULL && find_metadata (look, facts))
    return;
  if (is_seen_or_heard (item, facts))
    ask_to_confirm (probe, item);
  else
    vouch_probe_pass (probe, item);
}

static void
check_item (VouchProbe *probe, VouchItem *item)
{
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (Place));
  g_autoptr (GPtrArray) hits = g_ptr_array_new_with_free_func (g_object_unref);
  Look look = { probe, item, places, hits, 0 };

  look_at (&look);
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
