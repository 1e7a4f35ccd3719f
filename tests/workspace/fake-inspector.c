/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fake-inspector.h"

#include <string.h>
#include <unistd.h>

#include "vouch-error.h"

/*
 * Believes what a file says of itself in its first word: AUDIO, IMAGE, BROKEN, %PDF. A copy says CLEAN and
 * its range before that. While it is not awake it does no work, as a helper that cannot start.
 */
struct _FakeInspector {
  GObject parent_instance;

  guint n_reads;
  guint n_copies;
  guint n_glances;
  guint n_listened;
  gboolean awake;
  int join_error; /* -1: none */
};

static const char *
get_version (VouchInspector *inspector)
{
  return "fake-1";
}

static VouchFacts *
make_facts (const char *content, gsize size)
{
  VouchFacts *facts = vouch_facts_new ();
  gboolean clean = g_str_has_prefix (content, "CLEAN ");
  gint64 length = 330000;

  vouch_facts_set_reader_version (facts, "fake-1");
  vouch_facts_set_state (facts, VOUCH_FACTS_KNOWN);
  vouch_facts_set_readable_to_end (facts, strstr (content, "BROKEN") == NULL);
  vouch_facts_set_size (facts, (gint64) size);
  vouch_facts_set_cleanable (facts, TRUE);
  if (!clean)
    vouch_facts_add_identifier (facts, "author", "Jane Smith");
  if (g_str_has_prefix (content, "%PDF")) {
    vouch_facts_set_media (facts, VOUCH_MEDIA_DOCUMENT);
    vouch_facts_set_format (facts, "pdf");
    vouch_facts_set_pages (facts, 1);
    return facts;
  }
  if (strstr (content, "AUDIO") == NULL) {
    vouch_facts_set_media (facts, VOUCH_MEDIA_IMAGE);
    vouch_facts_set_format (facts, "jpg");
    vouch_facts_set_dimensions (facts, 640, 480);
    return facts;
  }
  if (clean)
    length = g_ascii_strtoll (content + strlen ("CLEAN "), NULL, 10);
  vouch_facts_set_media (facts, VOUCH_MEDIA_AUDIO);
  vouch_facts_set_format (facts, "wav");
  vouch_facts_set_duration_ms (facts, length);
  vouch_facts_set_tracks (facts, 1, 0);
  vouch_facts_set_levels (facts, -20, -60);
  vouch_facts_add_speech (facts, 0, length, -20);
  return facts;
}

static VouchFacts *
read_facts (VouchInspector *inspector,
            int fd,
            const char *file_name_hint,
            GCancellable *cancellable,
            GError **error)
{
  FakeInspector *self = FAKE_INSPECTOR (inspector);
  char content[256] = { 0 };
  gssize size = pread (fd, content, sizeof content - 1, 0);

  self->n_reads++;
  if (self->awake && size >= 0)
    return make_facts (content, (gsize) size);
  g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_DEVICE, "The helper could not be started.");
  return NULL;
}

static gboolean
derive (VouchInspector *inspector,
        int source_fd,
        int target_fd,
        const VouchDerivation *what,
        VouchFacts **result_facts,
        GCancellable *cancellable,
        GError **error)
{
  char content[256] = { 0 };
  g_autofree char *copy = NULL;

  FAKE_INSPECTOR (inspector)->n_copies++;
  g_assert_cmpint (pread (source_fd, content, sizeof content - 1, 0), >, 0);
  copy = g_strdup_printf ("CLEAN %" G_GINT64_FORMAT " %s",
                          what->has_range ? what->end_ms - what->start_ms : 330000, content);
  g_assert_cmpint (write (target_fd, copy, strlen (copy)), ==, (gssize) strlen (copy));
  *result_facts = make_facts (copy, strlen (copy));
  return TRUE;
}

static VouchGlance *
make_glance (const VouchGlanceWish *wish, const char *content)
{
  VouchGlanceShape shape = { .form = wish->form, .width = 2, .height = 2, .duration_ms = -1 };
  g_autoptr (GBytes) bytes = NULL;

  if (strstr (content, "BROKEN") != NULL)
    return vouch_glance_new_problem ("This picture is damaged.");
  if (wish->form == VOUCH_GLANCE_FORM_PICTURE)
    bytes = g_bytes_new ("abcdefghijklmnop", 16);
  else
    bytes = g_bytes_new (content, strlen (content));
  return vouch_glance_new (&shape, bytes);
}

static gboolean
glance (VouchInspector *inspector,
        const VouchGlanceSource *sources,
        guint n_sources,
        VouchGlanceFunc func,
        gpointer data,
        GCancellable *cancellable,
        GError **error)
{
  FakeInspector *self = FAKE_INSPECTOR (inspector);

  if (!self->awake) {
    g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_DEVICE, "No helper could be started.");
    return FALSE;
  }
  for (guint i = 0; i < n_sources; i++) {
    char content[256] = { 0 };
    g_autoptr (VouchGlance) made = NULL;

    self->n_glances++;
    g_assert_cmpint (pread (sources[i].fd, content, sizeof content - 1, 0), >=, 0);
    made = make_glance (&sources[i].wish, content);
    func (i, made, data);
  }
  return TRUE;
}

static gboolean
play (VouchInspector *inspector,
      int fd,
      const VouchPlaying *what,
      VouchPlayFunc func,
      gpointer data,
      GCancellable *cancellable,
      GError **error)
{
  for (gint64 time = what->start_ms; time <= what->end_ms; time += 1000)
    func (time, NULL, FALSE, data);
  return TRUE;
}

/* A frame every second. */
static gboolean
browse (VouchInspector *inspector,
        int fd,
        const VouchBrowsing *what,
        GCancellable *cancellable,
        GError **error)
{
  gint64 shown_ms = 0;
  VouchBrowseWish wish = { 0 };

  while (what->ask (&wish, what->data)) {
    VouchGlanceShape shape = { .width = 1, .height = 1 };
    g_autoptr (GBytes) pixel = g_bytes_new_static ("\x80\x80\x80\xff", 4);
    g_autoptr (VouchGlance) frame = NULL;

    shown_ms = wish.step != 0 ? shown_ms + wish.step * 1000 : wish.time_ms / 1000 * 1000;
    shape.duration_ms = MAX (0, shown_ms);
    frame = vouch_glance_new (&shape, pixel);
    what->show (frame, what->data);
  }
  return TRUE;
}

/* Ten seconds: silence, speech from 1 to 3 s, a pause, speech from 7 s on. */
static VouchSoundMap *
listen (VouchInspector *inspector,
        int fd,
        VouchListenFunc func,
        gpointer data,
        GCancellable *cancellable,
        GError **error)
{
  FakeInspector *self = FAKE_INSPECTOR (inspector);
  VouchSoundMap *map = NULL;

  self->n_listened++;
  if (!self->awake) {
    g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_DEVICE, "No helper could be started.");
    return NULL;
  }
  map = vouch_sound_map_new ();
  for (guint i = 0; i < 200; i++) {
    gboolean voice = i >= 20 && (i < 60 || i >= 140);
    VouchSoundFrame frame = { .level = voice ? -40 : -120, .voice = voice ? 100 : 0 };
    VouchSoundPeak peaks[5] = { { -1, 1 }, { -2, 2 }, { -3, 3 }, { -2, 2 }, { -1, 1 } };

    vouch_sound_map_add_frames (map, &frame, 1);
    vouch_sound_map_add_peaks (map, peaks, G_N_ELEMENTS (peaks));
  }
  vouch_sound_map_set_total_ms (map, 10000);
  if (func != NULL)
    func (map, data);
  vouch_sound_map_set_complete (map, TRUE);
  return map;
}

/* Parts are the words of the original; the copy that is made of them says how long it is. */
static gboolean
encode (VouchInspector *inspector,
        const VouchEncodeWork *work,
        GCancellable *cancellable,
        GError **error)
{
  char content[256] = { 0 };
  g_autofree char *copy = NULL;
  gssize length;
  int join_error = FAKE_INSPECTOR (inspector)->join_error;

  if (work->step == VOUCH_ENCODE_JOIN && join_error >= 0) {
    g_set_error_literal (error, VOUCH_ERROR, join_error, "The copy was not put together.");
    return FALSE;
  }
  g_assert_cmpint (pread (work->source_fd, content, sizeof content - 1, 0), >, 0);
  copy = work->step == VOUCH_ENCODE_JOIN
             ? g_strdup_printf ("CLEAN %" G_GINT64_FORMAT " %s",
                                work->encoding->end_ms - work->encoding->start_ms, content)
             : g_strdup (content);
  length = (gssize) strlen (copy);
  return pwrite (work->target_fd, copy, (gsize) length, 0) == length;
}

static char **
list_formats (VouchInspector *inspector,
              gboolean with_picture,
              GCancellable *cancellable,
              GError **error)
{
  static const char *const formats[] = { "m4a", "mp4", "wav", NULL };

  return g_strdupv ((char **) formats);
}

static void
fake_inspector_iface_init (VouchInspectorInterface *iface)
{
  iface->get_version = get_version;
  iface->read_facts = read_facts;
  iface->derive = derive;
  iface->glance = glance;
  iface->play = play;
  iface->browse = browse;
  iface->listen = listen;
  iface->encode = encode;
  iface->list_formats = list_formats;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (FakeInspector,
                               fake_inspector,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (VOUCH_TYPE_INSPECTOR,
                                                      fake_inspector_iface_init))

static void
fake_inspector_class_init (FakeInspectorClass *klass)
{
}

static void
fake_inspector_init (FakeInspector *self)
{
  self->awake = TRUE;
  self->join_error = -1;
}

VouchInspector *
fake_inspector_new (void)
{
  return g_object_new (FAKE_TYPE_INSPECTOR, NULL);
}

guint
fake_inspector_get_n_reads (FakeInspector *self)
{
  return self->n_reads;
}

guint
fake_inspector_get_n_copies (FakeInspector *self)
{
  return self->n_copies;
}

guint
fake_inspector_get_n_glances (FakeInspector *self)
{
  return self->n_glances;
}

guint
fake_inspector_get_n_listened (FakeInspector *self)
{
  return self->n_listened;
}

void
fake_inspector_set_awake (FakeInspector *self, gboolean awake)
{
  self->awake = awake;
}

void
fake_inspector_set_join_error (FakeInspector *self, int code)
{
  self->join_error = code;
}
