/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-capture-state"

#include "config.h"
#include "vouch-capture-state.h"

#include "vouch-accessors.h"

VOUCH_DEFINE_ENUM_NAMES (VouchCaptureKind,
                         vouch_capture_kind,
                         { "sound", VOUCH_CAPTURE_KIND_SOUND },
                         { "picture", VOUCH_CAPTURE_KIND_PICTURE })

VOUCH_DEFINE_ENUM_NAMES (VouchCaptureState,
                         vouch_capture_state,
                         { "idle", VOUCH_CAPTURE_STATE_IDLE },
                         { "armed", VOUCH_CAPTURE_STATE_ARMED },
                         { "recording", VOUCH_CAPTURE_STATE_RECORDING },
                         { "paused", VOUCH_CAPTURE_STATE_PAUSED },
                         { "finishing", VOUCH_CAPTURE_STATE_FINISHING },
                         { "done", VOUCH_CAPTURE_STATE_DONE },
                         { "failed", VOUCH_CAPTURE_STATE_FAILED })

VOUCH_DEFINE_ENUM_NAMES (VouchCaptureFault,
                         vouch_capture_fault,
                         { "none", VOUCH_CAPTURE_FAULT_NONE },
                         { "noMicrophone", VOUCH_CAPTURE_FAULT_NO_MICROPHONE },
                         { "noCamera", VOUCH_CAPTURE_FAULT_NO_CAMERA },
                         { "switched", VOUCH_CAPTURE_FAULT_SWITCHED },
                         { "denied", VOUCH_CAPTURE_FAULT_DENIED },
                         { "diskFull", VOUCH_CAPTURE_FAULT_DISK_FULL },
                         { "disk", VOUCH_CAPTURE_FAULT_DISK },
                         { "stalled", VOUCH_CAPTURE_FAULT_STALLED },
                         { "noSoundServer", VOUCH_CAPTURE_FAULT_NO_SOUND_SERVER },
                         { "formatChanged", VOUCH_CAPTURE_FAULT_FORMAT_CHANGED },
                         { "suspended", VOUCH_CAPTURE_FAULT_SUSPENDED },
                         { "loggedOut", VOUCH_CAPTURE_FAULT_LOGGED_OUT },
                         { "silent", VOUCH_CAPTURE_FAULT_SILENT },
                         { "frozen", VOUCH_CAPTURE_FAULT_FROZEN },
                         { "tooSlow", VOUCH_CAPTURE_FAULT_TOO_SLOW })
