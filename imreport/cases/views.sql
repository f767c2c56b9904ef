-- The views that indicators query: the case tables cut to a scope, as common table expressions with named parameters
-- ($start, $end, $as_of, $cut, $team, $commune), so that the text runs on any engine that sqlglot translates to.
--
-- Flow views have one row per event and person behind it: an event of a household (Familiengespräch) stands there once for
-- each member in care on that day, and once with an empty client_id if there is none. So count events with
-- count(distinct <event>_id) and people with count(distinct client_id). Stock views have one row per client or post.

scoped_clients as (
  select client_id, coalesce(household_id, client_id) as household_id, nationality, gender, age_group, residence_status,
         commune, team, care_from, care_until
  from case_clients
  where (cast($team as varchar) is null or team = $team)
    and (cast($commune as varchar) is null or commune = $commune)
),
participants as (
  select consultation_id, client_id, cast(null as varchar) as household_id
  from case_consultations
  where client_id is not null
  union all
  select c.consultation_id, k.client_id, c.household_id
  from case_consultations as c
  left join case_clients as k
    on k.household_id = c.household_id
    and k.care_from <= c.consulted_on and (k.care_until is null or k.care_until >= c.consulted_on)
  where c.client_id is null
),
consultations as (
  select c.consultation_id, p.client_id, coalesce(p.household_id, k.household_id, p.client_id) as household_id,
         c.form, c.channel, coalesce(r.parent, 'ohne_angabe') as contact,
         case when c.consulted_on < $cut then 'vorher' else 'seither' end as era,
         cast(extract(year from c.consulted_on) as varchar) as year,
         cast(extract(year from c.consulted_on) as varchar) || '-'
           || lpad(cast(extract(month from c.consulted_on) as varchar), 2, '0') as month
  from case_consultations as c
  join participants as p on p.consultation_id = c.consultation_id
  left join case_clients as k on k.client_id = p.client_id
  left join rollup as r on r.list = 'kanaele' and r.code = c.channel
  where c.consulted_on between $start and $end
    and (cast($team as varchar) is null or c.team = $team)
    and (cast($commune as varchar) is null or k.commune = $commune)
),
consultation_topics as (
  select t.consultation_id || ':' || t.topic as mention_id, t.topic, c.*
  from case_consultation_topics as t
  join consultations as c on c.consultation_id = t.consultation_id
),
referrals as (
  select r.referral_id, r.target, c.*
  from case_referrals as r
  join consultations as c on c.consultation_id = r.consultation_id
),
plans as (
  select p.plan_id, k.client_id, k.household_id, p.status,
         cast(extract(year from p.created_on) as varchar) as year
  from case_plans as p
  join scoped_clients as k on k.client_id = p.client_id
  where p.created_on between $start and $end
),
clients_in_care as (
  select *
  from scoped_clients
  where care_from <= $as_of and (care_until is null or care_until >= $as_of)
),
scoped_posts as (
  select post_id, team, fte, filled_from, filled_until
  from case_posts
  where cast($team as varchar) is null or team = $team
),
posts as (
  select 'beginn' as moment, post_id, team, fte
  from scoped_posts
  where filled_from <= $start and (filled_until is null or filled_until >= $start)
  union all
  select 'stichtag' as moment, post_id, team, fte
  from scoped_posts
  where filled_from <= $as_of and (filled_until is null or filled_until >= $as_of)
)
