/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gst/gst.h>

G_BEGIN_DECLS

GstPad *reader_samples_link (GstElement *pipeline, GstPad *pad) G_GNUC_WARN_UNUSED_RESULT;
void reader_samples_lengthen_queues (GstElement *pipeline, const char *element);
gboolean reader_samples_use (GstElement *pipeline, const char *element);

G_END_DECLS
