"""What is new for a runner, said once on each of the ways by which they want to hear of it."""

from training.announcing.listening import listen, stop_listening
from training.announcing.looking import Heard, Say, look

__all__ = ["Heard", "Say", "listen", "look", "stop_listening"]
