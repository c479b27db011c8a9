// What the peers offer to Swift.
#pragma once
#include "PeerController.h"
#include "PeerQueues.h"
