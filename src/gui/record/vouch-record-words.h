/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-capture-brief.h"
#include "vouch-signs.h"

G_BEGIN_DECLS

char *vouch_record_words_sound (const VouchCaptureStatus *status,
                                double loudest_db,
                                const char *device,
                                VouchSign *sign) G_GNUC_WARN_UNUSED_RESULT;
char *vouch_record_words_picture (const VouchCaptureStatus *status,
                                  const char *device,
                                  VouchSign *sign) G_GNUC_WARN_UNUSED_RESULT;
char *vouch_record_words_space (const VouchCaptureStatus *status,
                                const VouchCaptureBrief *brief,
                                VouchSign *sign) G_GNUC_WARN_UNUSED_RESULT;
char *vouch_record_words_battery (const VouchCaptureBrief *brief,
                                  VouchSign *sign) G_GNUC_WARN_UNUSED_RESULT;
char *vouch_record_words_size (const VouchCaptureStatus *status,
                               const VouchCaptureBrief *brief,
                               VouchSign *sign) G_GNUC_WARN_UNUSED_RESULT;
char *vouch_record_words_people (const VouchCaptureBrief *brief,
                                 VouchSign *sign) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
