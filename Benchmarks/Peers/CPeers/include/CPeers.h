// What the peers offer to Swift.
#pragma once
#include "PeerController.h"
#include "PeerMachine.h"
#include "PeerQueues.h"
#include "PeerTable.h"
#include "PeerTokenMap.h"
#include "PeerTypes.h"
