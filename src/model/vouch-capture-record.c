/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-capture-record"

#include "config.h"
#include "vouch-capture-record.h"

#include "vouch-accessors.h"

VOUCH_DEFINE_ENUM_NAMES (VouchCaptureEventKind,
                         vouch_capture_event_kind,
                         { "begin", VOUCH_CAPTURE_EVENT_BEGIN },
                         { "part", VOUCH_CAPTURE_EVENT_PART },
                         { "device", VOUCH_CAPTURE_EVENT_DEVICE },
                         { "mark", VOUCH_CAPTURE_EVENT_MARK },
                         { "pause", VOUCH_CAPTURE_EVENT_PAUSE },
                         { "gap", VOUCH_CAPTURE_EVENT_GAP },
                         { "resume", VOUCH_CAPTURE_EVENT_RESUME },
                         { "notice", VOUCH_CAPTURE_EVENT_NOTICE },
                         { "clock", VOUCH_CAPTURE_EVENT_CLOCK },
                         { "end", VOUCH_CAPTURE_EVENT_END })

G_DEFINE_BOXED_TYPE (VouchCaptureEvent,
                     vouch_capture_event,
                     vouch_capture_event_copy,
                     vouch_capture_event_free)

/**
 * VouchCaptureRecord:
 *
 * What a recorder knows of its own recording: what happened, in the order in which it did. It is
 * the ground for saying that nothing was cut out.
 */
struct _VouchCaptureRecord {
  GObject parent_instance;

  GPtrArray *events; /* of VouchCaptureEvent */
};

G_DEFINE_FINAL_TYPE (VouchCaptureRecord, vouch_capture_record, G_TYPE_OBJECT)

/**
 * vouch_capture_event_new:
 * @kind: what happened.
 * @fault: because of what.
 * @at_ms: where in the file.
 * @length_ms: how long.
 * @wall_ms: when.
 * @text: (nullable): a label, a name.
 *
 * Returns: (transfer full): the event.
 */
VouchCaptureEvent *
vouch_capture_event_new (VouchCaptureEventKind kind,
                         VouchCaptureFault fault,
                         gint64 at_ms,
                         gint64 length_ms,
                         gint64 wall_ms,
                         const char *text)
{
  const VouchCaptureEvent event = { kind, fault, at_ms, length_ms, wall_ms, (char *) text };

  return vouch_capture_event_copy (&event);
}

/**
 * vouch_capture_event_copy:
 * @self: an event.
 *
 * Returns: (transfer full): another one that is the same.
 */
VouchCaptureEvent *
vouch_capture_event_copy (const VouchCaptureEvent *self)
{
  VouchCaptureEvent *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_memdup2 (self, sizeof *self);
  copy->text = g_strdup (self->text);
  return copy;
}

/**
 * vouch_capture_event_free:
 * @self: (nullable): an event.
 *
 * Frees it.
 */
void
vouch_capture_event_free (VouchCaptureEvent *self)
{
  if (self == NULL)
    return;
  g_free (self->text);
  g_free (self);
}

static void
vouch_capture_record_finalize (GObject *object)
{
  g_ptr_array_unref (VOUCH_CAPTURE_RECORD (object)->events);

  G_OBJECT_CLASS (vouch_capture_record_parent_class)->finalize (object);
}

static void
vouch_capture_record_class_init (VouchCaptureRecordClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_capture_record_finalize;
}

static void
vouch_capture_record_init (VouchCaptureRecord *self)
{
  self->events = g_ptr_array_new_with_free_func ((GDestroyNotify) vouch_capture_event_free);
}

/**
 * vouch_capture_record_new:
 *
 * Returns: (transfer full): a record in which nothing happened yet.
 */
VouchCaptureRecord *
vouch_capture_record_new (void)
{
  return g_object_new (VOUCH_TYPE_CAPTURE_RECORD, NULL);
}

/**
 * vouch_capture_record_add:
 * @self: a record.
 * @event: what happened next.
 *
 * Writes it down.
 */
void
vouch_capture_record_add (VouchCaptureRecord *self, const VouchCaptureEvent *event)
{
  g_return_if_fail (VOUCH_IS_CAPTURE_RECORD (self) && event != NULL);

  g_ptr_array_add (self->events, vouch_capture_event_copy (event));
}

/**
 * vouch_capture_record_get_n_events:
 * @self: a record.
 *
 * Returns: how many things happened.
 */
guint
vouch_capture_record_get_n_events (VouchCaptureRecord *self)
{
  g_return_val_if_fail (VOUCH_IS_CAPTURE_RECORD (self), 0);

  return self->events->len;
}

/**
 * vouch_capture_record_get_event:
 * @self: a record.
 * @index: which one, from 0.
 *
 * Returns: (transfer none): what happened.
 */
const VouchCaptureEvent *
vouch_capture_record_get_event (VouchCaptureRecord *self, guint index)
{
  g_return_val_if_fail (VOUCH_IS_CAPTURE_RECORD (self) && index < self->events->len, NULL);

  return g_ptr_array_index (self->events, index);
}

static const VouchCaptureEvent *
find_first (VouchCaptureRecord *self, VouchCaptureEventKind kind)
{
  for (guint i = 0; i < self->events->len; i++) {
    const VouchCaptureEvent *event = g_ptr_array_index (self->events, i);

    if (event->kind == kind)
      return event;
  }
  return NULL;
}

/**
 * vouch_capture_record_get_kind:
 * @self: a record.
 *
 * Returns: whether there is a picture.
 */
VouchCaptureKind
vouch_capture_record_get_kind (VouchCaptureRecord *self)
{
  VouchCaptureKind kind = VOUCH_CAPTURE_KIND_SOUND;
  const VouchCaptureEvent *begin;

  g_return_val_if_fail (VOUCH_IS_CAPTURE_RECORD (self), kind);

  begin = find_first (self, VOUCH_CAPTURE_EVENT_BEGIN);
  if (begin != NULL)
    vouch_capture_kind_from_string (begin->text, &kind);
  return kind;
}

/**
 * vouch_capture_record_get_started_ms:
 * @self: a record.
 *
 * Returns: when it began; of a part, when that began; 0 when that is not known.
 */
gint64
vouch_capture_record_get_started_ms (VouchCaptureRecord *self)
{
  const VouchCaptureEvent *first;

  g_return_val_if_fail (VOUCH_IS_CAPTURE_RECORD (self), 0);

  first = find_first (self, VOUCH_CAPTURE_EVENT_PART);
  if (first == NULL)
    first = find_first (self, VOUCH_CAPTURE_EVENT_BEGIN);
  return first != NULL ? first->wall_ms : 0;
}

/**
 * vouch_capture_record_get_n_parts:
 * @self: a record.
 *
 * Returns: of how many files it tells.
 */
guint
vouch_capture_record_get_n_parts (VouchCaptureRecord *self)
{
  guint n = 0;

  g_return_val_if_fail (VOUCH_IS_CAPTURE_RECORD (self), 0);

  for (guint i = 0; i < self->events->len; i++)
    n += ((VouchCaptureEvent *) self->events->pdata[i])->kind == VOUCH_CAPTURE_EVENT_PART;
  return n;
}

/**
 * vouch_capture_record_is_ended:
 * @self: a record.
 *
 * Returns: whether the recorder itself wrote the end; otherwise it was cut off.
 */
gboolean
vouch_capture_record_is_ended (VouchCaptureRecord *self)
{
  g_return_val_if_fail (VOUCH_IS_CAPTURE_RECORD (self), FALSE);

  return find_first (self, VOUCH_CAPTURE_EVENT_END) != NULL;
}

/**
 * vouch_capture_record_take_part:
 * @self: a record.
 * @part: which file, from 0.
 *
 * Returns: (transfer full): what concerns that file alone.
 */
VouchCaptureRecord *
vouch_capture_record_take_part (VouchCaptureRecord *self, guint part)
{
  VouchCaptureRecord *taken = vouch_capture_record_new ();
  guint seen = 0;

  g_return_val_if_fail (VOUCH_IS_CAPTURE_RECORD (self), taken);

  for (guint i = 0; i < self->events->len; i++) {
    const VouchCaptureEvent *event = g_ptr_array_index (self->events, i);

    seen += event->kind == VOUCH_CAPTURE_EVENT_PART;
    if (event->kind == VOUCH_CAPTURE_EVENT_BEGIN || seen == part + 1)
      vouch_capture_record_add (taken, event);
  }
  return taken;
}

/**
 * vouch_capture_record_get_file:
 * @self: the record of one part.
 *
 * Returns: (transfer none) (nullable): the name of its file.
 */
const char *
vouch_capture_record_get_file (VouchCaptureRecord *self)
{
  const VouchCaptureEvent *part;

  g_return_val_if_fail (VOUCH_IS_CAPTURE_RECORD (self), NULL);

  part = find_first (self, VOUCH_CAPTURE_EVENT_PART);
  return part != NULL ? part->text : NULL;
}

/* A break at the very edge of a chosen range cuts nothing out of it. */
static gboolean
lies_inside (gint64 from, gint64 to, gint64 start_ms, gint64 end_ms)
{
  return (start_ms < 0 || to > start_ms) && (end_ms < 0 || from < end_ms);
}

/* Two things can be missing at once; each comes back by itself. */
static gint64
find_end_of_break (VouchCaptureRecord *self, guint i)
{
  const VouchCaptureEvent *broken = g_ptr_array_index (self->events, i);

  for (guint j = i + 1; j < self->events->len; j++) {
    const VouchCaptureEvent *event = g_ptr_array_index (self->events, j);

    if (event->kind == VOUCH_CAPTURE_EVENT_RESUME && event->fault == broken->fault)
      return event->at_ms;
  }
  return G_MAXINT64;
}

/**
 * vouch_capture_record_get_continuity:
 * @self: the record of one part.
 * @start_ms: where the chosen range begins; -1 for the beginning.
 * @end_ms: where it ends; -1 for the end.
 *
 * Counts the breaks within a range: what was paused or is missing, as far as something of the
 * recording comes before and after it.
 *
 * Returns: (transfer full): what the rule `continuity` asks for.
 */
VouchContinuity *
vouch_capture_record_get_continuity (VouchCaptureRecord *self, gint64 start_ms, gint64 end_ms)
{
  VouchContinuity *continuity = vouch_continuity_new ();
  guint gaps = 0;

  g_return_val_if_fail (VOUCH_IS_CAPTURE_RECORD (self), continuity);

  for (guint i = 0; i < self->events->len; i++) {
    const VouchCaptureEvent *event = g_ptr_array_index (self->events, i);

    gint64 until;

    if (event->kind != VOUCH_CAPTURE_EVENT_PAUSE && event->kind != VOUCH_CAPTURE_EVENT_GAP)
      continue;
    until = find_end_of_break (self, i);
    /* A pause into which the end came is at the edge: nothing follows it. */
    if (event->kind == VOUCH_CAPTURE_EVENT_PAUSE && until == G_MAXINT64)
      continue;
    gaps += lies_inside (event->at_ms, until, start_ms, end_ms);
  }
  vouch_continuity_set_gaps (continuity, gaps);
  return continuity;
}
