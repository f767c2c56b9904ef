"""Populations: everything that indicators count."""

from typing import Final

from imreport.indicators.indicator import Population

STAFF: Final = 3
"""Fewer members of staff are not shown: teams are small, and their members known."""

CONSULTATIONS: Final = Population("consultations", "consultation_id")
PARTICIPATIONS: Final = Population("participations", "participation_id")
CONSULTED: Final = Population("consulted_clients", "client_id")
MENTIONS: Final = Population("consultation_topics", "mention_id", part_of="consultation_id")
SUBTOPICS: Final = Population("consultation_subtopics", "subtopic_id", part_of="consultation_id")
REFERRALS: Final = Population("referrals", "referral_id")
PAIRS: Final = Population("referral_topics", "pair_id", part_of="referral_id")
PLANS: Final = Population("plans", "plan_id")
PLANS_OF_PERIOD: Final = Population("plans_of_period", "plan_id")
CLIENTS: Final = Population("clients_in_care", "client_id")
CLIENTS_OF_PERIOD: Final = Population("clients_of_period", "client_id")
POSTS: Final = Population("posts", "post_id", person="post_id", threshold=STAFF)
FULL_TIME: Final = Population("posts", "post_id", person="post_id", weight="fte", threshold=STAFF)
FULL_TIME_OF_PERIOD: Final = Population("posts_of_period", "post_id", person="post_id", weight="fte", threshold=STAFF)
FUNDED: Final = Population("posts", "post_id", person="post_id", threshold=1)
FUNDED_FULL_TIME: Final = Population("posts", "post_id", person="post_id", weight="fte", threshold=1)
