/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-encoding.h"

G_BEGIN_DECLS

int encode_join (const VouchEncoding *what,
                 int picture_fd,
                 int sound_fd,
                 int target_fd,
                 char **problem);

G_END_DECLS
